package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.plan.Circumstances;
import io.bedrockoperator.profile.plan.NameClaim;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.Planner;
import io.bedrockoperator.profile.plan.ReadPlan;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.Optional;

/** A pass over a resource that is to have a profile. */
final class ProfileReconciliation {

  private final ReconcileContext pass;

  ProfileReconciliation(ReconcileContext pass) {
    this.pass = pass;
  }

  Optional<Duration> run() {
    if (hasLostItsFinalizer() && !pass.hold()) {
      return Optional.of(Duration.ZERO);
    }
    return switch (pass.specs().read(pass.resource())) {
      case ParseResult.NotUnderstood<DesiredState>(String message) ->
          pass.end(Outcome.of(Reason.INVALID_SPEC, message));
      case ParseResult.Understood<DesiredState>(DesiredState intent) -> reconcile(intent);
    };
  }

  /** Whatever else is wrong: without it, a profile of ours would outlive its resource. */
  private boolean hasLostItsFinalizer() {
    var created = pass.recorded().arn().isPresent() && pass.recorded().token().isPresent();
    return pass.isBare() && (created || !pass.recollection().nothingLate(pass.now()));
  }

  private Optional<Duration> reconcile(DesiredState intent) {
    var refusal = refusalThatStands();
    if (refusal.isPresent()) {
      pass.remember(ReconcileMemory::attempted);
      return pass.next(refusal.get());
    }
    pass.doubtTagsIfSpecChanged();
    try {
      if (!intent.suspended()) {
        pass.completeFacts(pass.pace().tolerance(pass.recollection().attempts()));
      }
      var need = Needs.of(pass, intent);
      var look = Planner.look(intent, pass.recorded(), need);
      var sighting = sighted(intent, look);
      var action = Planner.plan(intent, pass.recorded(), sighting, around(intent, sighting));
      return new ActionExecutor(pass, intent, need, errorSoFar()).act(action);
    } catch (StoreFailure failure) {
      return FailureMapper.isGone(failure)
          ? goneMeanwhile()
          : pass.fail(failure, intent.profile().region(), true);
    }
  }

  private Observation sighted(DesiredState intent, ReadPlan look) {
    var sighting = pass.weigh(pass.observer().look(look));
    return switch (Planner.lookAfter(intent, pass.recorded(), sighting)) {
      case ReadPlan.Nowhere nowhere -> sighting;
      case ReadPlan once -> pass.observer().look(once);
    };
  }

  /**
   * A restart costs no call for a spec that was refused, until it changes, somebody asks, or its
   * time has come. Unless another process refused it while this one did something that it could not
   * report any more.
   */
  private Optional<Reason.Next> refusalThatStands() {
    var resource = pass.resource();
    return Statuses.reason(resource)
        .filter(reason -> pass.recollection().attempts() == 0)
        .filter(reason -> Statuses.isCurrent(resource) && !Statuses.isRequested(resource))
        .flatMap(
            reason ->
                switch (reason) {
                  case IMMUTABLE_FIELD_CHANGED -> Optional.of(reason.next());
                  // What this version understands by now was not refused by AWS.
                  case INVALID_SPEC -> Statuses.error(resource).map(error -> Reason.Next.HOURLY);
                  default -> Optional.empty();
                });
  }

  private Optional<Duration> goneMeanwhile() {
    pass.remember(before -> before.missing(pass.now()));
    return pass.recorded().arn().map(pass::lookAgain).orElseGet(pass::comeBack);
  }

  /** What AWS said last; it stands until something else is known. */
  private Optional<OperationError> errorSoFar() {
    return Statuses.error(pass.resource());
  }

  private Circumstances around(DesiredState intent, Observation sighting) {
    var refusedBefore =
        Statuses.isNameConflict(pass.resource()) && !pass.recollection().tokenRenewed();
    return pass.circumstances(
        intent, sighting, refusedBefore ? NameClaim.REFUSED_BEFORE : NameClaim.UNTRIED);
  }
}
