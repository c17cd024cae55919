package io.bedrockoperator.reconcile;

import io.bedrockoperator.inventory.Resting;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.TransientFailures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reports a profile that is as the spec describes it, once Bedrock calls it ACTIVE. */
record Availability(ReconcileContext context, DesiredState desired) {

  private static final Outcome AVAILABLE =
      Outcome.of(Reason.AVAILABLE, "The profile is ACTIVE and as the spec describes it");

  Optional<Duration> report() {
    return context.record().active()
        ? available()
        : reporter().unsettled("Waiting until Bedrock calls the profile ACTIVE");
  }

  private Optional<Duration> available() {
    if (context.record().complete()) {
      context.publish(new PublishExecutor(context).publish(desired));
      return published();
    }
    if (context.publication().isPresent()) {
      return reporter().unsettled("Waiting until Bedrock tells all of the profile to publish it");
    }
    context.remember(ReconcileMemory::attempted);
    reporter().end(AVAILABLE);
    return Optional.of(context.delays().poll(context.memory().attempts()));
  }

  private Optional<Duration> published() {
    return switch (context.publishing()) {
      case Publishing.Hindered(Reason reason, String message, var instead) ->
          reason.progress() == Reason.Progress.STALLED
              ? stalled(reason, message)
              : unsettled(message);
      case Publishing.Untouched untouched -> atRest(AVAILABLE);
      case Publishing.Withdrawn withdrawn -> atRest(AVAILABLE);
      case Publishing.Outdated outdated -> atRest(AVAILABLE);
      case Publishing.Missing missing -> atRest(AVAILABLE);
      case Publishing.Done done -> atRest(AVAILABLE);
    };
  }

  /**
   * A leftover of a publication that the spec no longer asks for does not make the profile unready.
   */
  private boolean isWanted() {
    return context.publication().isPresent();
  }

  private Optional<Duration> stalled(Reason reason, String message) {
    if (isWanted()) {
      return atRest(Outcome.of(reason, message));
    }
    atRest(AVAILABLE);
    return reporter().next(reason.next());
  }

  private Optional<Duration> unsettled(String message) {
    if (isWanted()) {
      return isBlip() ? reporter().requeueSilently() : reporter().unsettled(message);
    }
    context.remember(ReconcileMemory::attempted);
    reporter().end(AVAILABLE);
    return reporter().next(Reason.Next.POLL);
  }

  /**
   * The failure may be transient: another client wrote at the same moment, or the API server failed
   * once.
   */
  private boolean isBlip() {
    return context.memory().attempts() < TransientFailures.ATTEMPTS_BEFORE_NEWS
        && StatusReader.isReady(context.resource())
        && StatusReader.isCurrent(context.resource());
  }

  private Optional<Duration> atRest(Outcome outcome) {
    var next = reporter().end(outcome);
    rest();
    return next;
  }

  /** Marks the resource as at rest: it needs no reconciliation until something else is observed. */
  private void rest() {
    context.remember(ReconcileMemory::rested);
    var arn = context.record().arn().orElseThrow();
    context
        .dependencies()
        .driftIndex()
        .rests(
            new Resting(
                desired.owner(),
                context.placeOf(arn),
                arn,
                context.record(),
                desired.observesOnly() ? Map.of() : desired.profile().allTags()));
  }

  private Reporter reporter() {
    return new Reporter(context);
  }
}
