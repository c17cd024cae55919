package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.status.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged process as the chart sets it up where publishing is switched off. On a server of its
 * own: on the shared one, the account may do more.
 */
class WithoutPublishIT {

  private static final String NAMESPACE = "team-a";
  private static final String RELEASE =
      "bedrock-operator helm --namespace bedrock-operator-system --set publish.enabled=false";

  @TempDir static Path temp;

  private static final ApiServer server = ApiServer.start();
  private static final Cluster cluster = Cluster.prepared(server);
  private static final Stage stage = Stage.in(cluster, NAMESPACE);

  private static Console console = new Console(Path.of(""));

  @BeforeAll
  static void install() throws IOException {
    console = Console.of(server, temp);
    console.run("helm install --create-namespace " + RELEASE);
    cluster.awaitResourceDefinition();
    stage.start(ShippedSettings.of(console.run("helm template " + RELEASE))).awaitReady();
  }

  @AfterAll
  static void stop() {
    stage.close();
    server.close();
  }

  @Test
  void needsNoPermissionAndSaysSoToWhoPublishes() {
    stage.create("plain");
    stage.create("asking", "publish: {configMap: {name: asking}}");

    stage.known("plain");
    soon()
        .untilAsserted(() -> stage.assertThat("asking").hasReady("False", Reason.PUBLISH_DISABLED));
    try (var operator = cluster.clientOf("bedrock-operator-system", "bedrock-operator")) {
      assertThatThrownBy(() -> operator.configMaps().inNamespace(NAMESPACE).list())
          .hasMessageContaining("forbidden");
    }
    assertThat(stage.operator().log()).doesNotContainIgnoringCase("forbidden");
  }

  @Test
  void hasNoPolicies() {
    assertThat(console.run("kubectl get validatingadmissionpolicy -o name"))
        .doesNotContain("bedrock");
  }
}
