package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.deploy.Shipped;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server goes away and comes back, and the process stays. */
class OutageIT {

  @TempDir static Path temp;

  private static Stage stage;
  private static Gate gate;
  private static Map<String, String> behindTheGate = Map.of();

  @BeforeAll
  static void prepare() throws IOException {
    stage = Stage.in("outage");
    var config = Files.readString(stage.cluster().operatorKubeconfig());
    var address = stage.cluster().admin().getMasterUrl();
    gate = Gate.to(address.getPort());
    var behind =
        config.replace(
            "https://127.0.0.1:%d".formatted(address.getPort()),
            "https://127.0.0.1:%d".formatted(gate.port()));
    assertThat(behind).isNotEqualTo(config);
    var kubeconfig = Files.writeString(temp.resolve("kubeconfig"), behind);
    behindTheGate = Map.of("KUBECONFIG", kubeconfig.toString());
    stage.start(behindTheGate).awaitReady();
  }

  @AfterAll
  static void stop() {
    stage.close();
    gate.close();
  }

  @Test
  void isNotReadyMeanwhileAndGoesOnByItself() {
    var operator = stage.operator();
    stage.create("before");
    stage.known("before");
    assertThat(operator.answer("/readyz")).isEqualTo("leading\n");

    gate.shut();

    soon()
        .untilAsserted(
            () ->
                assertThat(operator.answer("/readyz"))
                    .isEqualTo("waiting: no watch of resources in outage\n"));
    assertThat(operator.answer("/healthz")).isEqualTo("working\n");
    assertThat(operator.answers("/healthz")).isTrue();
    stage.create("meanwhile");
    stage.delete("before");

    gate.open();

    onceCertain().untilAsserted(() -> stage.assertThat("meanwhile").isAvailable());
    onceCertain().untilAsserted(() -> assertThat(stage.exists("before")).isFalse());
    assertThat(operator.answer("/readyz")).isEqualTo("leading\n");
    assertThat(operator.isAlive()).isTrue();
  }

  @Test
  void endsInTheTimeOfAPodMeanwhile() throws IOException {
    var pod = Shipped.object("deployment.yaml", Deployment.class).getSpec().getTemplate().getSpec();
    stage.cluster().allowLeases("outage");
    var environment = new HashMap<>(behindTheGate);
    environment.put("BEDROCK_OPERATOR_LEADER_ELECTION", "true");
    environment.put("BEDROCK_OPERATOR_LEASE_NAME", "outage");
    environment.put("BEDROCK_OPERATOR_LABEL_SELECTOR", "nobody=nobody");
    try (var leader = OperatorProcess.start(stage.environment(environment)).awaitReady()) {
      soon().untilAsserted(() -> assertThat(leader.answer("/readyz")).isEqualTo("leading\n"));

      gate.shut();

      var atMost = Duration.ofSeconds(pod.getTerminationGracePeriodSeconds());
      assertThat(leader.terminate(atMost)).isZero();
      assertThat(leader.log()).contains("the Lease could not be released");
    } finally {
      gate.open();
    }
  }
}
