package io.bedrockoperator.deployment;

import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.PlainText;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.Reason.Progress;

/**
 * How a reconciliation of a deployment ended.
 *
 * @param ready what the Ready condition says
 * @param reason one of a {@link Reason}, or of a later version
 * @param message a sentence for the user, stable as long as the situation is the same
 */
record RolloutOutcome(String ready, String reason, String message, Progress progress) {

  /** As a status has it. */
  private static final int LONGEST_MESSAGE = 2000;

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

  static RolloutOutcome paused(boolean usable, String message) {
    return new RolloutOutcome(
        usable ? Conditions.TRUE : Conditions.FALSE,
        Reason.SUSPENDED.value(),
        message,
        Progress.DONE);
  }
}
