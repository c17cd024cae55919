package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas under the shipped Role: one works, and when it dies the other does. */
class LeaderIT {

  private static final Map<String, String> ELECTION =
      Map.of("BEDROCK_OPERATOR_LEADER_ELECTION", "true");

  private static final String PROFILES = "bedrock_operator_profiles{";
  private static final String INFO = "bedrock_operator_inference_profile_info{";

  private static Stage stage;

  @BeforeAll
  static void prepare() {
    stage = Stage.in("leader");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @Test
  void theReplicaThatStandsByTakesOver() {
    var first = stage.start(ELECTION).awaitReady();
    stage.create("one");
    soon().untilAsserted(() -> stage.assertThat("one").isAvailable());
    var leader = holder();
    try (var second = OperatorProcess.start(stage.environment(ELECTION))) {
      second.awaitReady();
      stage.create("two");
      soon().untilAsserted(() -> stage.assertThat("two").isAvailable());
      assertThat(holder()).isEqualTo(leader);
      assertThat(second.log()).doesNotContain("name=\"");
      assertThat(first.body("/readyz")).isEqualTo("leading\n");
      assertThat(second.body("/readyz")).isEqualTo("standing by\n");
      assertThat(first.body("/metrics")).contains("bedrock_operator_leader 1.0");
      assertThat(second.body("/metrics")).contains("bedrock_operator_leader 0.0");
      assertThat(first.body("/metrics")).contains(PROFILES, INFO);
      assertThat(second.body("/metrics")).as("or sums count twice").doesNotContain(PROFILES, INFO);

      first.kill();
      stage.create("three");

      onceCertain().untilAsserted(() -> stage.assertThat("three").isAvailable());
      assertThat(holder()).isNotEqualTo(leader);
      assertThat(second.body("/metrics")).contains("bedrock_operator_leader 1.0");
      assertThat(second.log()).contains("created namespace=\"leader\" name=\"three\"");
      assertThat(stage.outside().profiles()).hasSize(3);

      assertThat(second.terminate(Duration.ofSeconds(10))).isZero();
      assertThat(holder()).as("the next one need not wait; %s", second.log()).isEmpty();
    }
  }

  private static String holder() {
    return stage
        .cluster()
        .admin()
        .leases()
        .inNamespace("bedrock-operator-system")
        .withName("bedrock-operator")
        .require()
        .getSpec()
        .getHolderIdentity();
  }
}
