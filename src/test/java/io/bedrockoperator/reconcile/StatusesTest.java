package io.bedrockoperator.reconcile;

import static io.bedrockoperator.reconcile.Resources.JSON;
import static io.bedrockoperator.reconcile.Resources.UID;
import static io.bedrockoperator.reconcile.Resources.annotated;
import static io.bedrockoperator.reconcile.Resources.bare;
import static io.bedrockoperator.reconcile.Resources.status;
import static io.bedrockoperator.reconcile.Resources.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.profile.Recorded;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";
  private static final Facts FACTS = facts("arn:m1", "arn:m2");
  private static final Facts NO_FACTS = Facts.nothingBut(Recorded.NOTHING);
  private static final Outcome GOOD = Outcome.of(Reason.AVAILABLE, "good");

  private static Facts facts(String... models) {
    return new Facts(
        new Recorded(Optional.of(ARN), Optional.of(UID), Set.of("team", "env"), List.of("arn:old")),
        "ACTIVE",
        "APPLICATION",
        List.of(models),
        "2026-01-01T00:00:00Z");
  }

  private static InferenceProfileStatus next(InferenceProfile resource, Outcome outcome) {
    return Statuses.next(resource, FACTS, outcome, NOON);
  }

  private static Outcome failed(String requestId, String message) {
    return new Outcome(
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
                List.of(new ProfileModel("arn:m1"), new ProfileModel("arn:m2")),
                "us-east-1",
                "111122223333",
                "2026-01-01T00:00:00Z",
                UID,
                List.of("env", "team"),
                List.of("arn:old"),
                null,
                new OperationError("Create", "Code", 400, "no", "r-1", true),
                List.of(
                    new Condition("Ready", "False", 3L, NOON.toString(), "QuotaExceeded", "no"),
                    new Condition("Stalled", "True", 3L, NOON.toString(), "QuotaExceeded", "no"))));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    var status = Statuses.next(bare(), NO_FACTS, GOOD, NOON);

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

    assertThat(Statuses.facts(resource)).isEqualTo(NO_FACTS);
    assertThat(Statuses.isCurrent(resource)).isFalse();
    assertThat(Statuses.reason(resource)).isEmpty();
    assertThat(Statuses.error(resource)).isEmpty();
  }

  @Test
  void isFreshAndKeepsNothingThatIsOver() {
    var before = withStatus(next(bare(), failed("r-1", "no")));

    var after = Statuses.next(before, NO_FACTS, GOOD, NOON);

    assertThat(after.error()).isNull();
    assertThat(after.inferenceProfileArn()).isNull();
    assertThat(after.conditions()).extracting(Condition::type).containsExactly("Ready");
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(Statuses.facts(withStatus(next(bare(), GOOD)))).isEqualTo(FACTS);
    assertThat(Statuses.facts(bare())).isEqualTo(NO_FACTS);
    assertThat(Statuses.facts(withStatus(Statuses.next(bare(), NO_FACTS, GOOD, NOON))))
        .isEqualTo(NO_FACTS);
  }

  @Test
  void takesAModelOrderThatMeansNothingForNoNews() {
    var before = next(bare(), GOOD);
    var shuffled = Statuses.next(withStatus(before), facts("arn:m2", "arn:m1"), GOOD, NOON);

    assertThat(Statuses.sameNews(before, shuffled)).isTrue();
  }

  @Test
  void takesANewRequestIdAloneForNoNews() {
    var before = next(bare(), failed("r-1", "no"));

    assertThat(Statuses.sameNews(before, next(withStatus(before), failed("r-2", "no")))).isTrue();
    assertThat(Statuses.sameNews(before, next(withStatus(before), failed("r-1", "No")))).isFalse();
    assertThat(Statuses.sameNews(before, next(withStatus(before), GOOD))).isFalse();
  }

  @Test
  void takesAFirstStatusForNews() {
    assertThat(Statuses.sameNews(null, next(bare(), GOOD))).isFalse();
  }

  @Test
  void takesTimeAloneForNoNews() {
    var before = next(bare(), GOOD);
    var later = Statuses.next(withStatus(before), FACTS, GOOD, NOON.plusSeconds(60));

    assertThat(Statuses.sameNews(before, later)).isTrue();
  }

  @Test
  void handsBackTheRequestItHandled() {
    var asked = annotated(bare(), "noon");
    assertThat(Statuses.isRequested(asked)).isTrue();

    asked.setStatus(next(asked, GOOD));
    assertThat(asked.getStatus().lastHandledReconcileAt()).isEqualTo("noon");
    assertThat(Statuses.isRequested(asked)).isFalse();

    assertThat(Statuses.isRequested(annotated(asked, "one"))).isTrue();
  }

  @Test
  void remembersARequestWhoseAnnotationIsGone() {
    var asked = annotated(bare(), "noon");
    var after = withStatus(next(asked, GOOD));

    assertThat(Statuses.isRequested(after)).isFalse();
    assertThat(next(after, GOOD).lastHandledReconcileAt()).isEqualTo("noon");
  }

  @Test
  void isCurrentForItsGenerationOnly() {
    var resource = withStatus(next(bare(), GOOD));
    assertThat(Statuses.isCurrent(resource)).isTrue();
    assertThat(Statuses.isCurrent(bare())).isFalse();

    resource.getMetadata().setGeneration(4L);
    assertThat(Statuses.isCurrent(resource)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, false", "2, true", "3, false", ", false"})
  void tellsOfAnotherSpecOnlyWhatWasReported(@Nullable Long observed, boolean tells) {
    var resource = Resources.withSpec("{}");
    resource.getMetadata().setGeneration(3L);
    resource.setStatus(status("{\"observedGeneration\": %d}".formatted(observed)));

    assertThat(Statuses.tellsOfAnotherSpec(resource)).isEqualTo(tells);
    assertThat(Statuses.tellsOfAnotherSpec(bare())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"AVAILABLE, true", "CREATING, false", "BEDROCK_ERROR, false"})
  void tellsWhyAndWhetherItIsReady(Reason reason, boolean ready) {
    var resource = withStatus(next(bare(), Outcome.of(reason, "so")));

    assertThat(Statuses.reason(resource)).hasValue(reason);
    assertThat(Statuses.isReady(resource)).isEqualTo(ready);
    assertThat(Statuses.ready(resource)).isPresent();
  }

  @Test
  void knowsNothingOfAResourceWithoutAStatus() {
    assertThat(Statuses.reason(bare())).isEmpty();
    assertThat(Statuses.isReady(bare())).isFalse();
    assertThat(Statuses.error(bare())).isEmpty();
    assertThat(Statuses.conditions(bare())).isEmpty();
  }

  @Test
  void bearsAReasonOfAnotherVersion() {
    var odd = Resources.withSpec("{}");
    odd.setStatus(
        status(
            """
            {"conditions": [{"type": "Ready", "status": "True", "reason": "OfTomorrow"}]}
            """));

    assertThat(Statuses.reason(odd)).isEmpty();
    assertThat(Statuses.isReady(odd)).isTrue();
  }
}
