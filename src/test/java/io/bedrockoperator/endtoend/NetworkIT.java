package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.deploy.Shipped;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * AWS behind a proxy, with a certificate authority of one's own: the process with the variables
 * that the chart makes of {@code proxy}, {@code trustStore} and {@code aws}.
 */
class NetworkIT {

  /** A name that only the proxy knows. */
  private static final String HOST = "bedrock.vpce.invalid";

  /** One of the names in its certificate. */
  private static final String API_SERVER = "kubernetes.default.svc";

  @TempDir static Path temp;

  private static Stage stage;
  private static TlsFront front;
  private static ConnectProxy proxy;
  private static Map<String, String> settings;

  @BeforeAll
  static void prepare() throws Exception {
    stage = Stage.in("network");
    front = TlsFront.of(HOST, stage.bedrock().endpoint(), temp);
    proxy = ConnectProxy.to(front.port());
    settings = settings();
  }

  /** What the kubelet does: the variable of the API server, and the mounted directory. */
  private static Map<String, String> settings() throws Exception {
    var manifests =
        Console.of(ApiServer.shared(), temp)
            .run(
                """
                helm template bedrock-operator helm --show-only templates/deployment.yaml \
                  --set proxy.host=127.0.0.1 --set proxy.port=%s --set trustStore.configMap=trust \
                  --set aws.endpointUrlBedrock=https://%s
                """
                    .formatted(proxy.port(), HOST));
    var container =
        ((Deployment) Shipped.objects(manifests).getFirst())
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst();
    var mount =
        container.getVolumeMounts().stream()
            .filter(volume -> volume.getName().equals("trust"))
            .findFirst()
            .orElseThrow()
            .getMountPath();
    front.trustStore(temp.resolve("truststore.jks"), "JKS");
    var variables = new HashMap<String, String>();
    for (var variable : container.getEnv()) {
      variables.put(
          variable.getName(),
          variable
              .getValue()
              .replace("$(KUBERNETES_SERVICE_HOST)", API_SERVER)
              .replace(mount, temp.toString()));
    }
    variables.put("BEDROCK_OPERATOR_HTTP_PORT", "0");
    // The lease in the cluster that all share is LeaderIT's.
    variables.put("BEDROCK_OPERATOR_LEADER_ELECTION", "false");
    variables.put("KUBECONFIG", kubeconfig().toString());
    variables.merge("JDK_JAVA_OPTIONS", " -Djdk.net.hosts.file=" + hosts(), String::concat);
    return variables;
  }

  /** Java never goes through a proxy to a loopback address, so the API server needs a name. */
  private static Path kubeconfig() throws IOException {
    var config = Files.readString(stage.cluster().operatorKubeconfig());
    assertThat(config).contains("https://127.0.0.1:");
    return Files.writeString(
        temp.resolve("named"),
        config.replace("https://127.0.0.1:", "https://%s:".formatted(API_SERVER)));
  }

  private static Path hosts() throws IOException {
    return Files.writeString(temp.resolve("hosts"), "127.0.0.1 %s%n".formatted(API_SERVER));
  }

  @AfterAll
  static void stop() throws Exception {
    stage.close();
    proxy.close();
    front.close();
  }

  @Test
  void reachesAwsThroughTheProxyAndTheApiServerDirectly() {
    stage.start(settings).awaitReady();
    stage.create("proxied");

    stage.known("proxied");

    // STS has no TLS here, and is asked in plain words.
    assertThat(proxy.asked())
        .filteredOn(asked -> !asked.startsWith("POST http://127.0.0.1:"))
        .containsExactly("CONNECT %s:443 HTTP/1.1".formatted(HOST));
  }

  /** Else the first test would prove nothing about the trust store. */
  @Test
  void doesNotTrustWhatIsNotInTheTrustStore() {
    var distrustful = new HashMap<>(settings);
    distrustful.merge(
        "JDK_JAVA_OPTIONS",
        "",
        (options, none) -> options.replaceAll("-Djavax.net.ssl.trustStore=\\S+", ""));
    stage.start(distrustful).awaitReady();
    stage.create("distrusted");

    onceCertain()
        .untilAsserted(
            () -> stage.assertThat("distrusted").hasReady("Unknown", Reason.BEDROCK_UNAVAILABLE));
    assertThat(stage.status("distrusted").error())
        .satisfies(error -> assertThat(error.message()).contains("certification path"));
  }
}
