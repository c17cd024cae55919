package io.bedrockoperator.deployment;

import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.PlainText;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.Reason.Progress;

/**
 * How a reconciliation of a deployment ended.
 *
 * @param ready the status of the Ready condition
 * @param reason the value of a {@link Reason}, or of one of a later version
 * @param message a sentence for the user, stable as long as the situation is the same
 */
record RolloutOutcome(String ready, String reason, String message, Progress progress) {

  /** The limit of a message in a status. */
  private static final int LONGEST_MESSAGE = 2000;

  private static final String WHAT_TO_DO = ". Here, correct spec.template instead";

  RolloutOutcome {
    message = PlainText.of(message, LONGEST_MESSAGE);
  }

  static RolloutOutcome done(String revision) {
    return new RolloutOutcome(
        Conditions.TRUE,
        Reason.AVAILABLE.value(),
        "The revision %s is current and as the template describes it".formatted(revision),
        Progress.DONE);
  }

  static RolloutOutcome of(Reason reason, String message) {
    return new RolloutOutcome(Conditions.FALSE, reason.value(), message, reason.progress());
  }

  /** The revision has to become Ready first. */
  static RolloutOutcome awaiting(ObservedRevision revision) {
    var health = revision.health();
    if (health.reason().isEmpty() || health.usable()) {
      return of(
          Reason.CREATING,
          "Waiting until the revision %s is as the template describes it"
              .formatted(revision.name()));
    }
    return new RolloutOutcome(
        Conditions.FALSE,
        health.reason(),
        // The message of the revision may advise to delete it, which is not meant for the
        // deployment.
        "The InferenceProfile %s says: %s%s"
            .formatted(
                revision.name(),
                health.message(),
                Reason.ofValue(health.reason()).filter(Reason::isCausedBySpec).isPresent()
                    ? WHAT_TO_DO
                    : ""),
        health.stalled() ? Progress.STALLED : Progress.RECONCILING);
  }

  static RolloutOutcome hindered(Publishing.Hindered hindered) {
    return of(hindered.reason(), hindered.message());
  }

  /** Returns the same outcome, with the addition that an earlier revision cannot be removed. */
  RolloutOutcome keeping(ObservedRevision revision, String why) {
    return new RolloutOutcome(
        ready,
        reason,
        ("%s. The earlier revision %s stays, since the API server refuses to delete it (%s): allow"
                + " the operator to delete InferenceProfiles, or delete it")
            .formatted(message, revision.name(), why),
        progress);
  }

  static RolloutOutcome paused(boolean usable, String message) {
    return new RolloutOutcome(
        usable ? Conditions.TRUE : Conditions.FALSE,
        Reason.SUSPENDED.value(),
        message,
        Progress.DONE);
  }
}
