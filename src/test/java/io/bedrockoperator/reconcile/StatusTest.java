package io.bedrockoperator.reconcile;

import static io.bedrockoperator.reconcile.Resources.JSON;
import static io.bedrockoperator.reconcile.Resources.UID;
import static io.bedrockoperator.reconcile.Resources.annotated;
import static io.bedrockoperator.reconcile.Resources.bare;
import static io.bedrockoperator.reconcile.Resources.status;
import static io.bedrockoperator.reconcile.Resources.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.api.StandingRefusal;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.ProfileRecord.Refusal;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";
  private static final ProfileRecord RECORD = record("arn:m1", "arn:m2");
  private static final ProfileRecord NOTHING = ProfileRecord.NOTHING;
  private static final Outcome GOOD = Outcome.of(Reason.AVAILABLE, "good");

  private static ProfileRecord record(String... models) {
    return new ProfileRecord(
        Optional.of(ARN),
        Optional.of(UID),
        Set.of("team", "env"),
        List.of("arn:old"),
        "ACTIVE",
        "APPLICATION",
        List.of(models),
        "2026-01-01T00:00:00Z",
        Optional.of(3L),
        Optional.of(new Refusal(Subject.SPEC, 2)),
        Optional.of(new Pin("111122223333", Optional.of("team-a"))));
  }

  private static InferenceProfileStatus next(InferenceProfile resource, Outcome outcome) {
    return StatusWriter.next(resource, StatusReader.generation(resource), RECORD, outcome, NOON);
  }

  private static Outcome failed(String requestId, String message) {
    return Outcome.of(
        Reason.QUOTA_EXCEEDED,
        message,
        Optional.of(new OperationError("Create", "Code", 400, message, requestId, true)));
  }

  @Test
  void isComplete() {
    assertThat(next(bare(), failed("r-1", "no")))
        .isEqualTo(
            new InferenceProfileStatus(
                3L,
                ARN,
                "06vsfs68yb4g",
                "ACTIVE",
                "APPLICATION",
                List.of(ProfileModel.of("arn:m1"), ProfileModel.of("arn:m2")),
                "us-east-1",
                "111122223333",
                new AccountRef("team-a"),
                "2026-01-01T00:00:00Z",
                UID,
                List.of("env", "team"),
                List.of("arn:old"),
                3L,
                new StandingRefusal("Spec", 2L),
                null,
                null,
                new OperationError("Create", "Code", 400, "no", "r-1", true),
                List.of(
                    new Condition("Ready", "False", 3L, NOON.toString(), "QuotaExceeded", "no"),
                    new Condition("Stalled", "True", 3L, NOON.toString(), "QuotaExceeded", "no"))));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    var status = StatusWriter.next(bare(), 3, NOTHING, GOOD, NOON);

    assertThat(status)
        .isEqualTo(
            status(
                """
                {"observedGeneration": 3, "conditions": [{"type": "Ready", "status": "True",
                 "observedGeneration": 3, "lastTransitionTime": "%s", "reason": "Available",
                 "message": "good"}]}
                """
                    .formatted(NOON)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9d0c1b2a-0000-0000-0000-000000000000", UID + "0", ""})
  void believesNoStatusOfAnotherResource(String token) {
    var restored = next(bare(), failed("r-1", "no"));
    var theirs = JSON.convertValue(restored, ObjectNode.class).put("clientRequestToken", token);
    var resource = withStatus(status(theirs.toString()));

    assertThat(StatusReader.record(resource)).isEqualTo(NOTHING);
    assertThat(StatusReader.isCurrent(resource)).isFalse();
    assertThat(StatusReader.reason(resource)).isEmpty();
    assertThat(StatusReader.error(resource)).isEmpty();
  }

  @Test
  void isFreshAndKeepsNothingThatIsOver() {
    var before = withStatus(next(bare(), failed("r-1", "no")));

    var after = StatusWriter.next(before, 3, NOTHING, GOOD, NOON);

    assertThat(after.error()).isNull();
    assertThat(after.inferenceProfileArn()).isNull();
    assertThat(after.conditions()).extracting(Condition::type).containsExactly("Ready");
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(StatusReader.record(withStatus(next(bare(), GOOD)))).isEqualTo(RECORD);
    assertThat(StatusReader.record(bare())).isEqualTo(NOTHING);
    assertThat(
            StatusReader.record(
                withStatus(StatusWriter.next(bare(), 3, NOTHING, failed("r", "no"), NOON))))
        .isEqualTo(NOTHING);
  }

  @Test
  void takesAModelOrderThatMeansNothingForNoNews() {
    var before = next(bare(), GOOD);
    var shuffled = StatusWriter.next(withStatus(before), 3, record("arn:m2", "arn:m1"), GOOD, NOON);

    assertThat(StatusWriter.sameNews(before, shuffled)).isTrue();
  }

  @Test
  void takesANewRequestIdAloneForNoNews() {
    var before = next(bare(), failed("r-1", "no"));

    assertThat(StatusWriter.sameNews(before, next(withStatus(before), failed("r-2", "no"))))
        .isTrue();
    assertThat(StatusWriter.sameNews(before, next(withStatus(before), failed("r-1", "No"))))
        .isFalse();
    assertThat(StatusWriter.sameNews(before, next(withStatus(before), GOOD))).isFalse();
  }

  @Test
  void takesAFirstStatusForNews() {
    assertThat(StatusWriter.sameNews(null, next(bare(), GOOD))).isFalse();
  }

  @Test
  void takesTimeAloneForNoNews() {
    var before = next(bare(), GOOD);
    var later = StatusWriter.next(withStatus(before), 3, RECORD, GOOD, NOON.plusSeconds(60));

    assertThat(StatusWriter.sameNews(before, later)).isTrue();
  }

  @Test
  void handsBackTheRequestItHandled() {
    var asked = annotated(bare(), "noon");
    assertThat(StatusReader.isRequested(asked)).isTrue();

    asked.setStatus(next(asked, GOOD));
    assertThat(asked.getStatus().lastHandledReconcileAt()).isEqualTo("noon");
    assertThat(StatusReader.isRequested(asked)).isFalse();

    assertThat(StatusReader.isRequested(annotated(asked, "one"))).isTrue();
  }

  @Test
  void remembersARequestWhoseAnnotationIsGone() {
    var asked = annotated(bare(), "noon");
    var after = withStatus(next(asked, GOOD));

    assertThat(StatusReader.isRequested(after)).isFalse();
    assertThat(next(after, GOOD).lastHandledReconcileAt()).isEqualTo("noon");
  }

  @Test
  void isCurrentForItsGenerationOnly() {
    var resource = withStatus(next(bare(), GOOD));
    assertThat(StatusReader.isCurrent(resource)).isTrue();
    assertThat(StatusReader.isCurrent(bare())).isFalse();

    resource.getMetadata().setGeneration(4L);
    assertThat(StatusReader.isCurrent(resource)).isFalse();
  }

  /** Versions before this one had neither a synced generation nor a refusal. */
  @ParameterizedTest
  @CsvSource({"True, 3", "False,", "Unknown,"})
  void takesWhatVersionsBeforeCalledReadyForSynced(String ready, @Nullable Long synced) {
    var before =
        withStatus(
            status(
                """
                {"observedGeneration": 3, "inferenceProfileArn": "%s",
                 "conditions": [{"type": "Ready", "status": "%s"}]}
                """
                    .formatted(ARN, ready)));

    assertThat(StatusReader.record(before).syncedGeneration())
        .isEqualTo(Optional.ofNullable(synced));
  }

  @ParameterizedTest
  @CsvSource({"AVAILABLE, true", "CREATING, false", "BEDROCK_ERROR, false"})
  void tellsWhyAndWhetherItIsReady(Reason reason, boolean ready) {
    var resource = withStatus(next(bare(), Outcome.of(reason, "so")));

    assertThat(StatusReader.reason(resource)).hasValue(reason);
    assertThat(StatusReader.isReady(resource)).isEqualTo(ready);
    assertThat(StatusReader.wasReported(resource)).isTrue();
  }

  @Test
  void knowsNothingOfAResourceWithoutAStatus() {
    assertThat(StatusReader.reason(bare())).isEmpty();
    assertThat(StatusReader.isReady(bare())).isFalse();
    assertThat(StatusReader.error(bare())).isEmpty();
    assertThat(StatusReader.wasReported(bare())).isFalse();
  }

  @Test
  void bearsAReasonOfAnotherVersion() {
    var odd = Resources.withSpec("{}");
    odd.setStatus(
        status(
            """
            {"conditions": [{"type": "Ready", "status": "True", "reason": "OfTomorrow"}]}
            """));

    assertThat(StatusReader.reason(odd)).isEmpty();
    assertThat(StatusReader.isReady(odd)).isTrue();
  }
}
