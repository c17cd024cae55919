package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.status.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people see of the operator and say to it, through kubectl and the resource. */
class ControlsIT {

  @AutoClose private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.withOperatorIn("controls");
  }

  @Test
  void kubectlWaitsForReady() {
    stage.create("waited-for");

    assertThat(kubectl("wait", "--for=condition=Ready", "--timeout=20s", "aip/waited-for"))
        .isEqualTo("inferenceprofile.bedrock-operator.io/waited-for condition met\n");
  }

  @Test
  void columnsTellTheState() {
    stage.create("columns");
    var arn = stage.known("columns");
    var id = arn.substring(arn.indexOf('/') + 1);

    assertThat(rows("get", "aip", "columns"))
        .isEqualTo(
            "NAME|READY|REASON|STATUS|PROFILE-ID|AGE\ncolumns|True|Available|ACTIVE|%s|0s"
                .formatted(id));
    assertThat(rows("get", "inferenceprofile", "columns", "-o", "wide"))
        .isEqualTo(
            "NAME|READY|REASON|STATUS|PROFILE-ID|AGE|ARN|MODEL|REGION|MESSAGE\n"
                + "columns|True|Available|ACTIVE|%s|0s|%s|%s|us-east-1|The profile is ACTIVE and as the spec describes it"
                    .formatted(id, arn, Stage.NOVA));
    assertThat(kubectl("get", "bedrock", "-o", "name"))
        .contains("inferenceprofile.bedrock-operator.io/columns");
  }

  @Test
  void recordsWhatItDidInEvents() {
    stage.create("events");
    stage.known("events");
    stage.patchSpec("events", "{\"tags\": [{\"key\": \"a\", \"value\": \"b\"}]}");

    stage.assertEvents("events", "Created", "Retagged");
    assertThat(stage.events("events"))
        .allSatisfy(
            event -> {
              assertThat(event.getType()).isEqualTo("Normal");
              assertThat(event.getInvolvedObject().getUid())
                  .isEqualTo(stage.get("events").getMetadata().getUid());
            });
    assertThat(kubectl("describe", "aip", "events"))
        .containsSubsequence(
            "Events:", "Created the profile " + stage.arn("events"), "Put the tags [a]")
        .doesNotContain("removed the tags");
    assertThat(kubectl("explain", "aip.status.error.retryable"))
        .contains("Whether trying again may help");
  }

  @Test
  void acknowledgesARequestToLookAgain() {
    stage.create("requested");
    var arn = stage.known("requested");
    stage.outside().removeTag(arn, "bedrock-operator.io/uid");

    stage.requestReconciliation("requested", "2026-01-01T00:00:00Z");

    soon()
        .untilAsserted(
            () ->
                assertThat(stage.status("requested").lastHandledReconcileAt())
                    .isEqualTo("2026-01-01T00:00:00Z"));
    assertThat(stage.outside().profile(arn).orElseThrow().tags())
        .containsKey("bedrock-operator.io/uid");
  }

  @Test
  void doesNothingWhileSuspended() {
    stage.create("suspended");
    stage.known("suspended");
    stage.patchSpec("suspended", "{\"suspend\": true}");
    stage.eventually(
        "suspended", it -> it.hasReady("True", Reason.SUSPENDED).hasConditions("Ready"));
    stage.bedrock().clearCalls();

    stage.patchSpec("suspended", "{\"tags\": [{\"key\": \"a\", \"value\": \"b\"}]}");
    stage.eventually("suspended", it -> it.hasReady("True", Reason.SUSPENDED));
    stage.delete("suspended");
    stage.eventually("suspended", it -> it.hasMessageContaining("Deletion waits"));
    assertThat(stage.bedrock().calls()).isEmpty();

    stage.patchSpec("suspended", "{\"suspend\": false}");
    soon().untilAsserted(() -> assertThat(stage.exists("suspended")).isFalse());
    assertThat(stage.outside().named(stage.profileName("suspended"))).isEmpty();
  }

  /** With the columns parted by bars, and any age taken for none. */
  private static String rows(String... arguments) {
    return kubectl(arguments).strip().replaceAll(" {2,}", "|").replaceAll("\\|[0-9]+s\\b", "|0s");
  }

  private static String kubectl(String... arguments) {
    return stage
        .cluster()
        .kubectl(
            Stream.concat(Stream.of("-n", stage.namespace()), Stream.of(arguments))
                .toArray(String[]::new));
  }
}
