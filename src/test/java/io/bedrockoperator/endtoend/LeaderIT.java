package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas under the shipped Role: one works, and when it dies the other does. */
class LeaderIT {

  private static final Map<String, String> ELECTION =
      Map.of("BEDROCK_OPERATOR_LEADER_ELECTION", "true", "HOSTNAME", "pod-of-leader-it");

  private static final String PROFILES = "bedrock_operator_profiles{";
  private static final String INFO = "bedrock_operator_inference_profile_info{";

  @AutoClose private static Stage stage;

  @BeforeAll
  static void prepare() {
    stage = Stage.in("leader");
  }

  @Test
  void theReplicaThatStandsByTakesOver() {
    var first = stage.start(ELECTION).awaitReady();
    stage.create("one");
    stage.eventually("one", it -> it.isAvailable());
    var leader = holder();
    assertThat(leader).as("what kubectl get lease shows").startsWith("pod-of-leader-it_");
    try (var second = OperatorProcess.start(stage.environment(ELECTION))) {
      second.awaitReady();
      stage.create("two");
      stage.eventually("two", it -> it.isAvailable());
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

      // java-operator-sdk#3383: with its own handling of the end, it would stop for ever.
      assertThat(second.terminate(Duration.ofSeconds(10))).isZero();
      assertThat(holder()).as("the next one need not wait; %s", second.log()).isEmpty();
    }
  }

  /** As the administrator, since the shipped Role ends at its own namespace. */
  @Test
  void waitsForTheNamespaceOfItsLease() {
    var environment = new HashMap<>(ELECTION);
    environment.put("KUBECONFIG", stage.cluster().adminKubeconfig().toString());
    environment.put("BEDROCK_OPERATOR_LEASE_NAMESPACE", "leader-lease");
    environment.put("BEDROCK_OPERATOR_LABEL_SELECTOR", "nobody=nobody");
    try (var replica = OperatorProcess.start(stage.environment(environment))) {
      soon()
          .untilAsserted(
              () ->
                  assertThat(replica.answer("/readyz"))
                      .startsWith("waiting: there is no namespace leader-lease for the Lease"));
      assertThat(replica.answers("/healthz")).as("a restart would not help").isTrue();

      stage.cluster().createNamespace("leader-lease");

      soon().untilAsserted(() -> assertThat(replica.answer("/readyz")).isEqualTo("leading\n"));
      assertThat(replica.log()).contains("waiting: there is no namespace").doesNotContain("\tat ");
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
