package io.bedrockoperator.reconcile;

import io.bedrockoperator.inventory.Resting;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reports a profile that is as the spec describes it, once Bedrock calls it ACTIVE. */
record Availability(ReconcileContext context, DesiredState desired) {

  Optional<Duration> report() {
    return context.record().active()
        ? available()
        : reporter().unsettled("Waiting until Bedrock calls the profile ACTIVE");
  }

  private Optional<Duration> available() {
    var outcome =
        Outcome.of(Reason.AVAILABLE, "The profile is ACTIVE and as the spec describes it");
    if (context.record().complete()) {
      var next = reporter().end(outcome);
      rest();
      return next;
    }
    context.remember(ReconcileMemory::attempted);
    reporter().end(outcome);
    return Optional.of(context.delays().poll(context.memory().attempts()));
  }

  /** Until something else is seen, the resource needs no reconciliation. */
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
