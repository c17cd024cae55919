package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.crd.OlderCrd;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.status.ModelActivity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A CRD that lacks a field which this version reports: as far as it goes, the work goes on. */
class OlderCrdIT {

  private static final String LACKS =
      "the installed CustomResourceDefinition inferenceprofiles.bedrock-operator.io lacks"
          + " status.createdAt: apply crds/ of version ";

  private static Stage stage;
  private static ApiServer server;

  @BeforeAll
  static void startOnAnOlderCrd() {
    server = ApiServer.start();
    stage = Stage.in(Cluster.of(server), "older");
    admin().resource(OlderCrd.without("status.createdAt").resource()).create();
    stage.cluster().awaitResourceDefinition();
    stage.start(Map.of("BEDROCK_OPERATOR_RESYNC", "10s"));
  }

  @AfterAll
  static void stop() {
    stage.close();
    server.close();
  }

  @Test
  void worksAndSaysWhatIsMissingUntilItIsThere() {
    var operator = stage.operator();
    stage.create("chat");
    stage.known("chat");
    soon().untilAsserted(() -> assertThat(operator.answer("/readyz")).contains(LACKS));
    assertThat(operator.answers("/readyz")).isFalse();
    assertThat(operator.answers("/healthz")).isTrue();
    stage.assertEvents("chat", "Created", "CustomResourceDefinitionOutdated");

    // The first resync lists the models.
    soon().until(() -> ModelActivity.condition(stage.status("chat")).isPresent());
    var atRest = stage.get("chat");
    stage.bedrock().clearCalls();
    onceCertain().until(() -> stage.bedrock().calls(LIST_INFERENCE_PROFILES).size() > 2);
    assertThat(stage.get("chat")).isEqualTo(atRest);
    assertThat(atRest.getStatus().createdAt()).isNull();

    admin().resource(OlderCrd.complete().resource()).forceConflicts().serverSideApply();
    operator.awaitReady();
    soon().untilAsserted(() -> assertThat(stage.status("chat").createdAt()).isNotNull());

    assertThat(operator.log().lines())
        .filteredOn(line -> line.contains("the installed CustomResourceDefinition"))
        .satisfiesExactly(
            line -> assertThat(line).contains("WARN", LACKS),
            line -> assertThat(line).contains("INFO", "has every field"));
    assertThat(operator.log()).doesNotContain("\tat ");
  }

  private static KubernetesClient admin() {
    return stage.cluster().admin();
  }
}
