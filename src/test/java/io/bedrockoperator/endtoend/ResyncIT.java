package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.GET_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static io.bedrockoperator.dev.emulator.Operation.LIST_TAGS_FOR_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.TAG_RESOURCE;
import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Operation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the operator sees by itself, without an event in the cluster. */
class ResyncIT {

  private static final Set<Operation> READS_OF_ONE =
      Set.of(GET_INFERENCE_PROFILE, LIST_TAGS_FOR_RESOURCE);

  @AutoClose private static Stage stage;
  private static String lost;
  private static String retagged;

  @BeforeAll
  static void changeThingsInAws() {
    stage = Stage.in("resync");
    stage.start(Map.of("BEDROCK_OPERATOR_RESYNC", "10s")).awaitReady();
    stage.create("lost");
    stage.create("retagged", "tags: [{key: team, value: a}]");
    stage.create("left-alone");
    lost = stage.known("lost");
    retagged = stage.known("retagged");
    stage.known("left-alone");
    stage.bedrock().clearCalls();
    stage.outside().delete(lost);
    stage.outside().putTag(retagged, "team", "stolen");
    stage.requestReconciliation("retagged", "now");
  }

  @Test
  void aProfileDeletedOutsideIsNoticedAndReplaced() {
    onceCertain().untilAsserted(() -> assertThat(stage.arn("lost")).isNotEqualTo(lost));

    assertThat(stage.status("lost").previousInferenceProfileArns()).containsExactly(lost);
    stage.assertEvents("lost", "Created", "Recreated");
  }

  @Test
  void aTagChangedOutsideIsPutBackByTheNextLook() {
    soon()
        .untilAsserted(
            () ->
                assertThat(stage.outside().profile(retagged).orElseThrow().tags())
                    .containsEntry("team", "a"));

    stage.assertEvents("retagged", "Created", "Retagged");
    assertThat(stage.bedrock().calls(TAG_RESOURCE)).hasSize(1);
  }

  @Test
  void nothingIsReadOfAProfileThatDidNotChange() {
    var arn = stage.arn("left-alone");
    onceCertain()
        .until(() -> stage.bedrock().calls(LIST_INFERENCE_PROFILES), calls -> calls.size() > 3);

    assertThat(stage.bedrock().calls())
        .filteredOn(call -> READS_OF_ONE.contains(call.operation()))
        .extracting(Call::subject)
        .doesNotContain(arn);
  }
}
