package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.CreateRequest;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Profiles that were there before their resource, on the operator's shipped permissions. */
class AdoptionIT {

  private static final String UID_TAG = "bedrock-operator.io/uid";

  @AutoClose private static Stage stage;

  @BeforeAll
  static void prepare() {
    stage = Stage.withOperatorIn("adoption");
  }

  @BeforeEach
  void forget() {
    stage.bedrock().clearCalls();
    allow(false);
  }

  @Test
  void takesAProfileOverOnceTheNamespaceIsAllowedTo() {
    var arn =
        there(CreateRequest.of(stage.profileName("taken"), Stage.NOVA).withTag("theirs", "x"));
    stage.create("taken", "adopt: {matchingName: true}", "tags: [{key: team, value: a}]");

    soon()
        .untilAsserted(
            () -> assertThat(ready("taken")).contains("AdoptionRefused", "annotate it with"));
    assertThat(tags(arn)).isEqualTo(Map.of("theirs", "x"));

    allow(true);
    stage.requestReconciliation("taken", "now");

    assertThat(stage.known("taken")).isEqualTo(arn);
    assertThat(tags(arn)).containsEntry("theirs", "x").containsEntry("team", "a");
    assertThat(tags(arn)).containsEntry(UID_TAG, stage.get("taken").getMetadata().getUid());
    assertThat(stage.status("taken").clientRequestToken()).isNull();
    assertThat(stage.bedrock().calls(CREATE_INFERENCE_PROFILE)).isEmpty();
    soon().untilAsserted(() -> assertThat(stage.eventReasons("taken")).contains("Adopted"));

    stage.delete("taken");

    soon().until(() -> !stage.exists("taken"));
    assertThat(stage.outside().profile(arn)).as("adopted ones are retained").isPresent();
  }

  @Test
  void namesEachDifferenceOfAProfileThatDoesNotFit() {
    allow(true);
    var arn =
        there(
            CreateRequest.of(
                    "another-name",
                    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0")
                .withDescription("Theirs"));
    stage.create("unfit", "adopt: {inferenceProfileArn: \"%s\"}".formatted(arn));

    soon()
        .untilAsserted(
            () ->
                assertThat(ready("unfit"))
                    .contains(
                        "AdoptionRefused", "its name is", "its description is", "its models"));
    assertThat(tags(arn)).isEmpty();
  }

  @Test
  void findsItsOwnProfileAgainAfterItWasRetained() {
    stage.create("rebuilt", "deletionPolicy: Retain");
    var arn = stage.known("rebuilt");
    stage.delete("rebuilt");
    soon().until(() -> !stage.exists("rebuilt"));

    var again = stage.create("rebuilt", "deletionPolicy: Retain");

    onceCertain().untilAsserted(() -> assertThat(stage.arn("rebuilt")).isEqualTo(arn));
    stage.eventually("rebuilt", it -> it.isAvailable());
    assertThat(tags(arn)).containsEntry(UID_TAG, again.getMetadata().getUid());
    assertThat(stage.outside().named(stage.profileName("rebuilt"))).hasSize(1);
  }

  private static String there(CreateRequest request) {
    return stage.outside().create(request).arn();
  }

  private static Map<String, String> tags(String arn) {
    return stage.outside().profile(arn).orElseThrow().tags();
  }

  /** Reason and message of the Ready condition. */
  private static String ready(String name) {
    return String.valueOf(stage.status(name).conditions());
  }

  private static void allow(boolean allowed) {
    stage
        .cluster()
        .admin()
        .namespaces()
        .withName(stage.namespace())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"bedrock-operator.io/adoption\": %s}}}"
                .formatted(allowed ? "\"allowed\"" : "null"));
  }
}
