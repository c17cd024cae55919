package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.Fault;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two operators share the resources of one namespace by a label; each leads for itself. */
class ShardIT {

  private static Stage stage;
  private static OperatorProcess a;
  private static OperatorProcess b;

  @BeforeAll
  static void start() {
    stage = Stage.in("shards");
    stage.cluster().allowLeases("shard-a", "shard-b");
    a = stage.start(shard("a"));
    b = OperatorProcess.start(stage.environment(shard("b")));
    for (var operator : new OperatorProcess[] {a, b}) {
      operator.awaitReady();
      soon().untilAsserted(() -> assertThat(operator.answer("/readyz")).isEqualTo("leading\n"));
    }
  }

  private static Map<String, String> shard(String name) {
    return Map.of(
        "BEDROCK_OPERATOR_LEADER_ELECTION", "true",
        "BEDROCK_OPERATOR_LEASE_NAME", "shard-" + name,
        "BEDROCK_OPERATOR_LABEL_SELECTOR", "shard=" + name);
  }

  @AfterAll
  static void stop() {
    b.close();
    stage.close();
  }

  @AfterEach
  void letGo() {
    stage.bedrock().faults().release();
  }

  @Test
  void eachLooksAfterItsOwnAndNobodyAfterTheRest() {
    stage.create("nobodys");
    createIn("a", "as");
    createIn("b", "bs");

    stage.known("as");
    stage.known("bs");

    assertThat(a.log()).contains("name=\"as\"").doesNotContain("name=\"bs\"");
    assertThat(b.log()).contains("name=\"bs\"").doesNotContain("name=\"as\"");
    assertThat(stage.status("nobodys").conditions()).isNull();
    assertThat(stage.get("nobodys").getMetadata().getFinalizers()).isEmpty();
  }

  @Test
  void whatMovesKeepsItsProfile() {
    createIn("a", "moved");
    var arn = stage.known("moved");

    label("moved", "\"b\"");
    stage.patchSpec("moved", "{\"tags\": [{\"key\": \"moved\", \"value\": \"yes\"}]}");

    soon().until(() -> stage.outside().tagged("moved", "yes").size() == 1);
    stage.eventually("moved", it -> it.isAvailable().hasArn(arn));
    assertThat(b.log()).contains("name=\"moved\"");
    assertThat(creationsOf("moved")).isEqualTo(1);
    assertThat(deletionsOf(arn)).isZero();
  }

  @Test
  void whatMovesWhileItIsCreatedIsNotCreatedTwice() {
    stage
        .bedrock()
        .faults()
        .on(CREATE_INFERENCE_PROFILE)
        .when(asked -> asked.subject().equals(stage.profileName("hasty")))
        .after(Fault.hang());
    createIn("a", "hasty");
    soon().untilAsserted(() -> assertThat(stage.bedrock().faults().hanging()).isEqualTo(1));

    label("hasty", "\"b\"");

    onceCertain().untilAsserted(() -> stage.assertThat("hasty").isAvailable());
    var arn = stage.arn("hasty");
    stage.bedrock().faults().release();
    soon().untilAsserted(() -> assertThat(stage.bedrock().faults().hanging()).isZero());
    assertThat(stage.known("hasty")).isEqualTo(arn);
    assertThat(stage.outside().named(stage.profileName("hasty"))).hasSize(1);
  }

  @Test
  void whatLosesItsLabelStaysUntilItHasOneAgain() {
    createIn("b", "unlabelled");
    var arn = stage.known("unlabelled");

    label("unlabelled", "null");
    stage.delete("unlabelled");
    createIn("b", "later");
    stage.known("later");

    assertThat(stage.get("unlabelled").isMarkedForDeletion()).isTrue();
    assertThat(stage.outside().profile(arn)).isPresent();
    assertThat(deletionsOf(arn)).isZero();

    label("unlabelled", "\"a\"");

    onceCertain().untilAsserted(() -> assertThat(stage.exists("unlabelled")).isFalse());
    assertThat(stage.outside().profile(arn)).isEmpty();
  }

  private static void createIn(String shard, String name) {
    stage.createAs(
        stage.cluster().admin(),
        name,
        """
        metadata: {labels: {shard: %s}}
        spec:
          inferenceProfileName: %s
          modelSource: {copyFrom: "%s"}
        """
            .formatted(shard, stage.profileName(name), Stage.NOVA));
  }

  private static void label(String name, String shard) {
    stage.patch(name, "{\"metadata\": {\"labels\": {\"shard\": %s}}}".formatted(shard));
  }

  private static long creationsOf(String name) {
    return stage.bedrock().calls(CREATE_INFERENCE_PROFILE).stream()
        .filter(call -> call.subject().equals(stage.profileName(name)))
        .count();
  }

  private static long deletionsOf(String arn) {
    return stage.bedrock().calls(DELETE_INFERENCE_PROFILE).stream()
        .filter(call -> call.subject().equals(arn))
        .count();
  }
}
