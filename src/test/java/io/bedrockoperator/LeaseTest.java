package io.bedrockoperator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeaseTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Lease.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @Test
  void isLeftAloneWhereTheApiServerDoesNotAnswer() throws IOException {
    logged.start();
    logger.addAppender(logged);
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
    try (var silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        var client =
            new KubernetesClientBuilder()
                .withConfig(
                    new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://127.0.0.1:" + silent.getLocalPort())
                        .build())
                .build()) {
      Lease.in("ns", "name", client).release();
    } finally {
      logger.detachAppender(logged);
      logger.setLevel(null);
      logger.setAdditive(true);
    }

    assertThat(logged.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getKeyValuePairs())
                    .singleElement()
                    .hasToString("error=\"the API server did not answer in time\""));
  }
}
