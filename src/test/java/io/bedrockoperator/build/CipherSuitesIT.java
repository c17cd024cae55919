package io.bedrockoperator.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The JVM passes over in silence what it does not know of {@code jdk.tls.client.cipherSuites}. */
class CipherSuitesIT {

  private static final Path OPTIONS =
      Path.of(
          System.getProperty("basedir", ""), "target", "bedrock-operator", "lib", "jvm.options");

  private static final String OPTION = "-Djdk.tls.client.cipherSuites=";

  /** Those of RSA without forward secrecy are what newer versions of Java leave out. */
  @Test
  void areThoseThatJavaOffersAnyway() throws Exception {
    var tls = SSLContext.getDefault();

    assertThat(tls.getSupportedSSLParameters().getCipherSuites()).contains(suites());
    assertThat(suites())
        .containsAll(
            Arrays.stream(tls.getDefaultSSLParameters().getCipherSuites())
                .filter(suite -> !suite.startsWith("TLS_RSA_"))
                .toList());
  }

  @Test
  void letTheApiServerChooseTheOneThatNeedsNoInstructionsOfTheProcessor() throws Exception {
    var admin = ApiServer.shared().adminConfig();
    var url = URI.create(admin.getMasterUrl());
    var factory = SSLUtils.sslContext(admin).getSocketFactory();

    try (var socket = (SSLSocket) factory.createSocket(url.getHost(), url.getPort())) {
      socket.setEnabledCipherSuites(suites());
      assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }
  }

  private static String[] suites() throws IOException {
    return Files.readAllLines(OPTIONS).stream()
        .filter(line -> line.startsWith(OPTION))
        .map(line -> line.substring(OPTION.length()).split(","))
        .findFirst()
        .orElseThrow();
  }
}
