package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.plan.DeletionAction;
import io.bedrockoperator.profile.plan.DeletionPlanner;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.ReadPlan;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A pass over a resource that is being deleted. */
final class DeletionReconciliation {

  private final ReconcileContext pass;

  DeletionReconciliation(ReconcileContext pass) {
    this.pass = pass;
  }

  Optional<Duration> run() {
    if (pass.isBare()) {
      sayThatOthersHoldIt();
      return Optional.empty();
    }
    return switch (pass.specs().readForRemoval(pass.resource())) {
      case ParseResult.NotUnderstood<DeletionRequest>(String message) ->
          pass.end(Outcome.of(Reason.INVALID_SPEC, message));
      case ParseResult.Understood<DeletionRequest>(DeletionRequest intent) -> remove(intent);
    };
  }

  private Optional<Duration> remove(DeletionRequest intent) {
    try {
      var look = DeletionPlanner.look(intent, pass.recorded());
      if (look instanceof ReadPlan.ByName(String region, String name) && region.isEmpty()) {
        return pass.end(Outcome.of(Reason.INVALID_SPEC, SpecParser.NO_REGION));
      }
      var sighting = sighted(intent, look);
      return act(DeletionPlanner.plan(intent, pass.recorded(), sighting, certainty()));
    } catch (StoreFailure failure) {
      return pass.fail(failure, intent.region(), false);
    }
  }

  private DeletionPlanner.Certainty certainty() {
    var recollection = pass.recollection();
    return new DeletionPlanner.Certainty(
        recollection.settled(pass.now()), recollection.nothingLate(pass.now()));
  }

  private Observation sighted(DeletionRequest intent, ReadPlan look) {
    var sighting = pass.observer().look(look);
    return switch (DeletionPlanner.lookAfter(intent, sighting)) {
      case ReadPlan.Nowhere nowhere -> sighting;
      case ReadPlan once -> pass.observer().look(once);
    };
  }

  private Optional<Duration> act(DeletionAction removal) {
    return switch (removal) {
      case DeletionAction.Delete(String arn, boolean last) -> delete(arn, last);
      case DeletionAction.Release(DeletionAction.Cause cause, Optional<String> arn) ->
          release(cause, arn);
      case DeletionAction.AwaitCertainty(DeletionAction.Cause cause) -> awaitCertainty(cause);
      case DeletionAction.Suspend() ->
          pass.end(
              Outcome.of(
                  Reason.SUSPENDED,
                  "Deletion waits while spec.suspend is true: set it to false to go on"));
    };
  }

  private Optional<Duration> awaitCertainty(DeletionAction.Cause cause) {
    pass.end(
        Outcome.of(
            Reason.DELETING,
            switch (cause) {
              case RETAINED ->
                  "The profile stays in AWS; waiting until Bedrock is sure to show it, so that the"
                      + " next resource of this name finds it";
              case GONE, NOT_OURS ->
                  "No profile can be seen; looking once more, since Bedrock shows new ones late";
            }));
    return Optional.of(pass.recollection().untilSettled(pass.now()));
  }

  private Optional<Duration> delete(String arn, boolean last) {
    var requestId = pass.profiles().delete(arn);
    if (requestId.isEmpty()) {
      var settled = pass.recollection().settled(pass.now());
      return settled
          ? release(DeletionAction.Cause.GONE, Optional.of(arn))
          : awaitCertainty(DeletionAction.Cause.GONE);
    }
    pass.logDone("deleted", arn, Reason.DELETING, requestId.get());
    pass.resources()
        .announce(pass.resource(), ResourceEvent.normal("Deleted", "Deleted the profile " + arn));
    pass.learn(facts -> facts.gone(arn));
    if (last) {
      return letGo();
    }
    pass.remember(ReconcileMemory::attempted);
    return pass.end(
        Outcome.of(
            Reason.DELETING,
            "The profile was deleted; looking for another that may have been created late"));
  }

  private Optional<Duration> release(DeletionAction.Cause cause, Optional<String> arn) {
    announcement(cause, arn.map("the profile "::concat).orElse("what may have been created"))
        .ifPresent(announcement -> pass.resources().announce(pass.resource(), announcement));
    pass.logDone(
        "released (%s)".formatted(cause.name().toLowerCase(Locale.ROOT)),
        arn.orElse(""),
        Reason.DELETING,
        "");
    if (cause == DeletionAction.Cause.GONE) {
      pass.recorded().arn().ifPresent(gone -> pass.learn(facts -> facts.gone(gone)));
    }
    return letGo();
  }

  /** What holds for a resource that outlives our finalizer is said while we still may say it. */
  private Optional<Duration> letGo() {
    sayThatOthersHoldIt();
    pass.letGo();
    return Optional.empty();
  }

  private void sayThatOthersHoldIt() {
    var others =
        pass.resource().getMetadata().getFinalizers().stream()
            .filter(finalizer -> !finalizer.equals(ResourceReconciler.FINALIZER))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      pass.end(
          Outcome.of(
              Reason.DELETING,
              "The operator is done; the resource goes when others remove the finalizers %s"
                  .formatted(others)));
    }
  }

  private static Optional<ResourceEvent> announcement(DeletionAction.Cause cause, String profile) {
    return switch (cause) {
      case GONE -> Optional.empty();
      case RETAINED ->
          Optional.of(
              ResourceEvent.normal(
                  "Retained",
                  "Left %s in AWS: delete it there if nobody needs it".formatted(profile)));
      case NOT_OURS ->
          Optional.of(
              ResourceEvent.warning(
                  "LeftAlone",
                  "Left %s alone, since it belongs to somebody else: its owner deletes it"
                      .formatted(profile)));
    };
  }
}
