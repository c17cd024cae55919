package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.plan.Action.Refusal;
import io.bedrockoperator.profile.plan.NameClaim;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.PlanInput;
import io.bedrockoperator.reconcile.ReconcileMemory.NameRefusal;
import io.bedrockoperator.reconcile.ReconcileMeters.Drift;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out one action and ends the reconciliation with its result. The switch is exhaustive: a
 * new action does not compile until it is handled here.
 */
final class ActionExecutor {

  /** After this many attempts, a name of which Bedrock shows no profile counts as a conflict. */
  private static final int TRIES_FOR_A_HIDDEN_NAME = 7;

  private final ReconcileContext context;
  private final PlanInput input;
  private final Reporter reporter;
  private final Availability availability;
  private final FoundProfile found;
  private final Optional<NameRefusal> nameRefusal;

  ActionExecutor(ReconcileContext context, PlanInput input) {
    this.context = context;
    this.input = input;
    this.reporter = new Reporter(context);
    this.availability = new Availability(context, input.desired());
    this.found = new FoundProfile(context, input.desired(), input.hindrance().isEmpty());
    this.nameRefusal = context.memory().nameRefusal();
  }

  Optional<Duration> execute(Action action) {
    context.remember(ReconcileMemory::plannedWithNameRefusal);
    return switch (action) {
      case Action.Create create -> new CreateExecutor(context, input).create(create);
      case Action.Adopt adopt -> tags().adopt(adopt);
      case Action.Retag retag -> tags().retag(retag);
      case Action.Keep keep -> keep(keep);
      case Action.Await(Observation.Found seen, boolean inOrder) -> await(seen, inOrder);
      case Action.LookAgain(String arn) -> reporter.lookAgain(arn);
      case Action.Recreate lost -> recreate(lost);
      case Action.ChangeToken(Optional<String> token, String message) ->
          changeToken(token, message);
      case Action.Reclaim(String arn) -> reclaim(arn);
      case Action.AwaitName await -> awaitName(await);
      case Action.RotateToken rotation -> rotateToken(rotation);
      case Action.AwaitCertainty(String name) -> awaitCertainty(name);
      case Action.AwaitSchema(String message) -> awaitSchema(message);
      case Action.Suspend() -> suspend();
      case Action.Refuse(Refusal why, String message) -> refuse(why, message);
    };
  }

  private TagExecutor tags() {
    return new TagExecutor(context, input, found);
  }

  private Optional<Duration> suspend() {
    return reporter.end(
        Outcome.of(
            Reason.SUSPENDED,
            "Nothing is done while spec.suspend is true: set it to false to go on"));
  }

  private Optional<Duration> awaitSchema(String message) {
    reporter.end(Outcome.of(Reason.CREATING, message));
    return Optional.of(context.delays().recheck());
  }

  private Optional<Duration> refuse(Refusal why, String message) {
    if (!context.isBare() && nothingOfOursIsThere(why)) {
      new WriteAhead(context).removeFinalizer();
    }
    if (why == Refusal.PROFILE_LOST) {
      context.learn(ProfileRecord::notFound);
    }
    context.learn(ProfileRecord::inDoubt);
    if (why == Refusal.NAME_CONFLICT && input.nameClaim() != NameClaim.UNTRIED) {
      nameStands();
    }
    return reporter.end(Outcome.of(FailureMapper.reasonOf(why), message, errorFor(why)));
  }

  private void nameStands() {
    context.learn(record -> record.refused(Subject.NAME, context.generation()));
    context.remember(ReconcileMemory::reportedName);
  }

  /**
   * Whether no profile of this resource can exist: either the name was looked up late enough to see
   * whatever may have been created, or AWS refused the only create call that was ever sent.
   */
  private boolean nothingOfOursIsThere(Refusal why) {
    var looked = why == Refusal.NAME_CONFLICT && context.memory().settled(context.startedAt());
    var refused =
        (why == Refusal.NAME_CONFLICT || why == Refusal.ADOPTION_REFUSED)
            && nameRefusal.filter(NameRefusal::nothingBefore).isPresent();
    return context.record().arn().isEmpty() && (looked || refused);
  }

  /**
   * A name conflict is the only refusal that comes from AWS itself, so the report repeats the error
   * that AWS returned for the name.
   */
  private Optional<OperationError> errorFor(Refusal why) {
    return why == Refusal.NAME_CONFLICT ? lastError() : Optional.empty();
  }

  private Optional<OperationError> lastError() {
    return nameRefusal.map(NameRefusal::error).or(this::errorOfTheStandingConflict);
  }

  /** An error in the status is about the name only if the status reports a name conflict. */
  private Optional<OperationError> errorOfTheStandingConflict() {
    return StatusReader.reason(context.resource())
        .filter(Reason.NAME_CONFLICT::equals)
        .flatMap(before -> StatusReader.error(context.resource()));
  }

  private Optional<Duration> changeToken(Optional<String> token, String message) {
    context.learn(record -> record.withToken(token));
    return reporter.endAndRequeue(Outcome.of(Reason.CREATING, message));
  }

  private Optional<Duration> reclaim(String arn) {
    context.learn(ProfileRecord::takenAway);
    return reporter.endAndRequeue(
        Outcome.of(Reason.CREATING, "Taking the profile %s back".formatted(arn)));
  }

  private Optional<Duration> keep(Action.Keep keep) {
    if (!holds()) {
      return Optional.of(Duration.ZERO);
    }
    found.record(keep.arn(), keep.profile());
    inOrder(input.doubts().tags());
    return availability.report();
  }

  private Optional<Duration> await(Observation.Found seen, boolean inOrder) {
    if (!holds()) {
      return Optional.of(Duration.ZERO);
    }
    var isNew = context.record().arn().isEmpty();
    found.record(seen.arn(), seen.profile());
    if (isNew && context.record().createdHere()) {
      context.learn(record -> record.withTagKeysOfEither(wantedKeysOn(seen)));
    }
    if (inOrder) {
      inOrder(seen.tags().isPresent());
    }
    return reporter.unsettled(
        "Bedrock calls the profile %s: waiting until it is ACTIVE"
            .formatted(context.record().bedrockStatus()));
  }

  private void inOrder(boolean tagsWereRead) {
    if (!input.desired().observesOnly() && tagsWereRead) {
      context.tagsAreRight();
      context.learn(record -> record.withAppliedTagKeys(wantedKeys()));
    }
    context.learn(record -> record.synced(context.generation()));
  }

  private boolean holds() {
    return input.desired().observesOnly() || new WriteAhead(context).ensureFinalizer();
  }

  private Set<String> wantedKeys() {
    return input.desired().profile().tags().keySet();
  }

  /** The desired tag keys that are on the profile because its creation put them there. */
  private Set<String> wantedKeysOn(Observation.Found seen) {
    var keys = new HashSet<>(wantedKeys());
    keys.retainAll(seen.tags().orElse(Map.of()).keySet());
    return keys;
  }

  private Optional<Duration> recreate(Action.Recreate lost) {
    context.learn(record -> record.lost(lost.lostArn(), lost.token()));
    context.drifted(Drift.LOST);
    reporter.logDone("lost", lost.lostArn(), Reason.CREATING, "");
    return reporter.endAndRequeue(
        Outcome.of(
            Reason.CREATING,
            "The profile %s was deleted outside Kubernetes; creating another"
                .formatted(lost.lostArn())));
  }

  private Optional<Duration> awaitName(Action.AwaitName await) {
    context.remember(ReconcileMemory::attempted);
    var patient =
        context.memory().attempts() < TRIES_FOR_A_HIDDEN_NAME
            && input.nameClaim() != NameClaim.REFUSED_BEFORE
            && !context.record().isRefused(Subject.NAME);
    if (!patient) {
      nameStands();
    }
    var next =
        reporter.end(hiddenName(patient ? Reason.CREATING : Reason.NAME_CONFLICT, await.name()));
    return switch (await.claim()) {
      case UNTRIED, REFUSED_NOW -> next;
      // The name is free, or counts as free once the absence of its profile is certain.
      case REFUSED_BEFORE -> Optional.of(context.memory().untilSettled(context.now()));
    };
  }

  private Outcome hiddenName(Reason reason, String name) {
    return Outcome.of(
        reason,
        "Bedrock calls the name '%s' taken, but shows no such profile:".formatted(name)
            + " it may be free again soon; else create a resource with another"
            + " inferenceProfileName",
        lastError());
  }

  /** The status keeps reporting the conflict until AWS accepts the new token. */
  private Optional<Duration> rotateToken(Action.RotateToken rotation) {
    context.learn(record -> record.withToken(Optional.of(rotation.token())));
    nameStands();
    context.remember(ReconcileMemory::rotatedToken);
    return reporter.endAndRequeue(hiddenName(Reason.NAME_CONFLICT, rotation.name()));
  }

  private Optional<Duration> awaitCertainty(String name) {
    reporter.end(
        Outcome.of(
            Reason.CREATING,
            "Bedrock shows changes late: waiting to be sure which profiles are named '%s'"
                .formatted(name)));
    return Optional.of(context.memory().untilSettled(context.now()));
  }
}
