package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static io.bedrockoperator.dev.emulator.Operation.LIST_TAGS_FOR_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.TAG_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.UNTAG_RESOURCE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.dev.emulator.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a resource when nothing goes wrong. */
class LifecycleIT {

  @AutoClose private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.withOperatorIn("lifecycle");
  }

  @BeforeEach
  void forgetCalls() {
    stage.bedrock().clearCalls();
  }

  @Test
  void createsTheProfileThatTheSpecDescribesAndReportsEveryField() {
    var resource =
        stage.create(
            "whole",
            "description: Chat assistant",
            "tags: [{key: team, value: a}, {key: b, value: \"\"}]");

    soon().untilAsserted(() -> assertThat(status("whole").type()).isNotNull());

    var held = held("whole");
    var uid = resource.getMetadata().getUid();
    assertThat(held.profile().description()).isEqualTo("Chat assistant");
    assertThat(held.copyFrom()).isEqualTo(Stage.NOVA);
    assertThat(held.tags())
        .isEqualTo(
            Map.of(
                "team", "a",
                "b", "",
                "bedrock-operator.io/cluster", clusterId(),
                "bedrock-operator.io/namespace", "lifecycle",
                "bedrock-operator.io/name", "whole",
                "bedrock-operator.io/uid", uid));
    var status = status("whole");
    assertThat(status)
        .isEqualTo(
            new InferenceProfileStatus(
                1L,
                held.profile().arn(),
                held.profile().id(),
                "ACTIVE",
                "APPLICATION",
                held.profile().models().stream().sorted().map(ProfileModel::of).toList(),
                "us-east-1",
                Stage.ACCOUNT,
                null,
                held.profile().createdAt().toString(),
                uid,
                List.of("b", "team"),
                null,
                1L,
                null,
                null,
                null,
                null,
                status.conditions()));
    stage.assertThat("whole").isAvailable();
    assertThat(held.profile().models()).hasSizeGreaterThan(1);
    assertThat(calls(CREATE_INFERENCE_PROFILE))
        .singleElement()
        .satisfies(call -> assertThat(call.token()).isEqualTo(uid));
    assertThat(calls(TAG_RESOURCE)).isEmpty();
  }

  @Test
  void isReportedWholeAfterOneCallOfItsOwn() {
    stage.create("one-call");

    stage.eventually("one-call", it -> it.isAvailable());

    assertThat(status("one-call").models()).isNotEmpty();
    assertThat(stage.bedrock().calls())
        .extracting(Call::operation)
        .containsExactly(
            LIST_INFERENCE_PROFILES, CREATE_INFERENCE_PROFILE, LIST_INFERENCE_PROFILES);
  }

  @Test
  void isReportedWithoutItsModelsWhereTheyCannotBeReadYet() {
    stage
        .bedrock()
        .faults()
        .on(LIST_INFERENCE_PROFILES)
        .nth(2)
        .before(Fault.refuse("AccessDeniedException", 403, "not yet"));
    stage.create("unlisted");

    stage.eventually("unlisted", it -> it.isAvailable());
    soon().untilAsserted(() -> assertThat(status("unlisted").models()).isNotEmpty());
    assertThat(calls(CREATE_INFERENCE_PROFILE)).hasSize(1);
  }

  @Test
  void changesTagsInPlaceWithTheFewestCalls() {
    stage.create(
        "tags", "tags: [{key: kept, value: k}, {key: old, value: o}, {key: new, value: \"1\"}]");
    var arn = stage.known("tags");
    stage.outside().putTag(arn, "stranger", "s");
    stage.bedrock().clearCalls();

    stage.patchSpec(
        "tags",
        """
        {"tags": [{"key": "kept", "value": "k"}, {"key": "new", "value": "2"},
                  {"key": "newer", "value": "3"}]}
        """);

    stage.eventually("tags", it -> it.isAvailable());
    assertThat(held("tags").tags())
        .containsAllEntriesOf(Map.of("kept", "k", "new", "2", "newer", "3", "stranger", "s"))
        .doesNotContainKey("old")
        .hasSize(8);
    assertThat(stage.bedrock().calls())
        .extracting(Call::operation)
        .containsExactly(LIST_TAGS_FOR_RESOURCE, TAG_RESOURCE, UNTAG_RESOURCE);
    assertThat(status("tags").appliedTagKeys()).containsExactly("kept", "new", "newer");
    assertThat(stage.arn("tags")).isEqualTo(arn);
  }

  @Test
  void onlyReadsTheTagsWhenNoneChanged() {
    stage.create("knobs");
    stage.known("knobs");
    stage.bedrock().clearCalls();

    stage.patchSpec("knobs", "{\"deletionPolicy\": \"Retain\"}");

    stage.eventually("knobs", it -> it.isAvailable());
    assertThat(stage.bedrock().calls())
        .extracting(Call::operation)
        .containsExactly(LIST_TAGS_FOR_RESOURCE);
  }

  @Test
  void deletesTheProfileWithTheResource() {
    stage.create("deleted");
    stage.known("deleted");

    stage.delete("deleted");

    soon().untilAsserted(() -> assertThat(stage.exists("deleted")).isFalse());
    assertThat(stage.outside().named(stage.profileName("deleted"))).isEmpty();
    assertThat(calls(DELETE_INFERENCE_PROFILE)).hasSize(1);
    stage.assertEvents("deleted", "Created", "Deleted");
  }

  @Test
  void retainsTheProfileIfToldTo() {
    stage.create("retained", "deletionPolicy: Retain");
    var arn = stage.known("retained");

    stage.delete("retained");

    soon().untilAsserted(() -> assertThat(stage.exists("retained")).isFalse());
    assertThat(stage.outside().profile(arn)).isPresent();
    assertThat(calls(DELETE_INFERENCE_PROFILE)).isEmpty();
    stage.assertEvents("retained", "Created", "Retained");
  }

  @Test
  void keepsRegionsApart() {
    stage.createWith(
        "east",
        """
        inferenceProfileName: regions
        modelSource:
          copyFrom: arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0
        """);
    stage.createWith(
        "west",
        """
        inferenceProfileName: regions
        modelSource:
          copyFrom: arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0
        """);

    soon()
        .untilAsserted(
            () -> {
              stage.assertThat("east").isAvailable();
              stage.assertThat("west").isAvailable();
            });
    assertThat(status("east").region()).isEqualTo("us-east-1");
    assertThat(status("west").region()).isEqualTo("eu-west-1");
    assertThat(calls(CREATE_INFERENCE_PROFILE))
        .extracting(Call::region)
        .containsExactlyInAnyOrder("us-east-1", "eu-west-1");
    assertThat(stage.bedrock().account().outside("eu-west-1").named("regions")).hasSize(1);
  }

  private static List<Call> calls(Operation operation) {
    return stage.bedrock().calls(operation);
  }

  private static Held held(String name) {
    return stage.outside().named(stage.profileName(name)).getFirst();
  }

  private static InferenceProfileStatus status(String name) {
    return stage.status(name);
  }

  private static String clusterId() {
    return stage
        .cluster()
        .admin()
        .namespaces()
        .withName("kube-system")
        .get()
        .getMetadata()
        .getUid();
  }
}
