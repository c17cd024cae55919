package io.bedrockoperator.reconcile;

import io.bedrockoperator.inventory.Resting;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.aws.ProfileStore.Created;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.plan.ReadPlan;
import io.bedrockoperator.profile.plan.NameClaim;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.plan.Planner;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.reconcile.ReconcileMeters.Drift;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.event.Level;

/** Carries out one action. Exhaustive: a new action does not compile until it is handled here. */
record ActionExecutor(
    ReconcileContext pass,
    DesiredState intent,
    Planner.Need need,
    Optional<OperationError> lastError) {

  /** After this many tries, a name that nobody can be seen to hold is somebody's problem. */
  private static final int TRIES_FOR_A_HIDDEN_NAME = 7;

  Optional<Duration> act(Action action) {
    return switch (action) {
      case Action.Create create -> ifRecordable(() -> create(create));
      case Action.Adopt adopt -> ifRecordable(() -> adopt(adopt));
      case Action.Retag retag -> ifRecordable(() -> retag(retag));
      case Action.Keep keep -> keep(keep);
      case Action.Await(Observation.Found found) -> await(found);
      case Action.LookAgain(String arn) -> pass.lookAgain(arn);
      case Action.StartNewLife lost -> ifRecordable(() -> startNewLife(lost));
      case Action.AwaitName await -> awaitName(await);
      case Action.RenewToken renewal -> ifRecordable(() -> renewToken(renewal));
      case Action.AwaitCertainty await -> awaitCertainty(await);
      case Action.Suspend() ->
          pass.end(
              Outcome.of(
                  Reason.SUSPENDED,
                  "Nothing is done while spec.suspend is true: set it to false to go on"));
      case Action.Refuse(Action.Refusal why, String message) -> refuse(why, message);
    };
  }

  /** Nothing is begun that no later pass could know of. */
  private Optional<Duration> ifRecordable(Supplier<Optional<Duration>> effect) {
    return pass.hindrance().map(this::awaitSchema).orElseGet(effect);
  }

  private Optional<Duration> awaitSchema(String message) {
    pass.end(Outcome.of(Reason.CREATING, message));
    return Optional.of(pass.pace().recheck());
  }

  private Optional<Duration> refuse(Action.Refusal why, String message) {
    var reason = FailureMapper.reasonOf(why);
    if (why == Action.Refusal.NAME_CONFLICT && !pass.isBare() && nothingOfOursIsThere()) {
      pass.letGo();
    }
    if (reason == Reason.PROFILE_LOST && !Statuses.says(pass.resource(), reason)) {
      pass.drifted(Drift.LOST);
    }
    return pass.end(new Outcome(reason, message, errorFor(why)));
  }

  /** The name was looked for, and late enough to see what may have been created. */
  private boolean nothingOfOursIsThere() {
    return pass.recorded().arn().isEmpty() && pass.recollection().settled(pass.startedAt());
  }

  private Optional<Duration> create(Action.Create create) {
    if (intent.adoption().isPresent() && pass.recorded().token().isEmpty()) {
      return first(
          Optional.of(create.token()), "There is no profile to adopt; creating one instead");
    }
    var nothingBefore =
        pass.isBare() || (!need.fresh() && pass.recollection().settled(pass.startedAt()));
    if (!pass.hold() || (need.fresh() && !pass.recollection().fresh(pass.now()))) {
      return Optional.of(Duration.ZERO);
    }
    try {
      return created(create, pass.profiles().create(create.profile(), create.token()));
    } catch (StoreFailure failure) {
      return notCreated(create, failure, failure.isRefusal() && nothingBefore);
    }
  }

  private Optional<Duration> created(Action.Create create, Created answer) {
    if (pass.recollection().mayRepeat()) {
      pass.doubtTags();
    }
    pass.remember(before -> before.created(pass.now(), create.profile().tags().keySet()));
    pass.learn(facts -> facts.created(answer, create.token(), create.profile().tags().keySet()));
    announceCreation(answer.arn());
    pass.logDone("created", answer.arn(), Reason.CREATING, answer.requestId());
    return answer.status().equals("ACTIVE")
        ? availableAndKnown()
        : unsettled("The profile was created; waiting until Bedrock calls it ACTIVE");
  }

  /**
   * @param nothingIsThere AWS refused this call, and nothing can have been created before
   */
  private Optional<Duration> notCreated(
      Action.Create create, StoreFailure failure, boolean nothingIsThere) {
    if (FailureMapper.isNameTaken(failure)) {
      // Who holds it may be ours, and not visible yet.
      mayHaveCreated(create);
      return whoseName(failure, nothingIsThere);
    }
    if (failure.isRefusal()) {
      pass.remember(ReconcileMemory::refusedToCreate);
    } else {
      mayHaveCreated(create);
    }
    if (nothingIsThere) {
      pass.letGo();
    }
    throw failure;
  }

  private void mayHaveCreated(Action.Create create) {
    var keys = create.profile().tags().keySet();
    pass.remember(before -> before.failedToCreate(pass.now(), keys));
    pass.learn(facts -> facts.withTagKeysOfEither(keys));
  }

  /**
   * What a later pass finds under our own tags counts as created here if the status has a token,
   * and else as adopted: so this is written before there is anything to find.
   */
  private Optional<Duration> first(Optional<String> token, String message) {
    pass.learn(facts -> facts.withToken(token));
    return pass.endAndGoOn(Outcome.of(Reason.CREATING, message));
  }

  /** One report is enough where Bedrock tells all at once. */
  private Optional<Duration> availableAndKnown() {
    try {
      pass.completeFacts(Duration.ZERO);
    } catch (StoreFailure notListed) {
      // The next pass looks again; what was created is reported now.
      var arn = pass.recorded().arn().orElse("");
      var error = FailureMapper.errorOf(notListed);
      ActionLog.failed(Level.WARN, pass.resource(), arn, Reason.AVAILABLE, error);
    }
    return availableOnceActive();
  }

  private void announceCreation(String arn) {
    var previous = pass.recorded().previousArns();
    pass.announce(
        previous.isEmpty()
            ? ResourceEvent.normal("Created", "Created the profile " + arn)
            : ResourceEvent.warning(
                "Recreated",
                ("Created the profile %s in place of %s, which was deleted outside Kubernetes: give"
                        + " the new ARN to the applications")
                    .formatted(arn, previous.getLast())));
  }

  private Optional<Duration> whoseName(StoreFailure conflict, boolean nothingIsThere) {
    var profile = intent.profile();
    var sighting =
        pass.observerFromNow().look(new ReadPlan.ByName(profile.region(), profile.name()));
    var circumstances = pass.circumstances(intent, sighting, NameClaim.REFUSED_NOW);
    var action = Planner.plan(intent, pass.recorded(), sighting, circumstances);
    if (nothingIsThere
        && action instanceof Action.Refuse(Action.Refusal why, String message)
        && (why == Action.Refusal.NAME_CONFLICT || why == Action.Refusal.ADOPTION_REFUSED)) {
      pass.letGo();
    }
    return new ActionExecutor(pass, intent, need, Optional.of(FailureMapper.errorOf(conflict))).act(action);
  }

  /**
   * The one refusal that AWS itself speaks: it goes on saying what was said when the name was asked
   * for.
   */
  private Optional<OperationError> errorFor(Action.Refusal why) {
    return why == Action.Refusal.NAME_CONFLICT ? lastError : Optional.empty();
  }

  private Optional<Duration> adopt(Action.Adopt adopt) {
    var arn = adopt.profile().arn();
    if (intent.adoption().isPresent() && pass.recorded().token().isPresent()) {
      return first(Optional.empty(), "Adopting the profile " + arn);
    }
    var bare = pass.isBare();
    var before = pass.facts();
    var keys = intent.profile().tags().keySet();
    if (!pass.hold()) {
      return Optional.of(Duration.ZERO);
    }
    // Under our own tags and without a record, it would count as created here.
    pass.recordAhead(facts -> facts.seen(adopt.profile()).withTagKeysOfEither(keys));
    String requestId;
    try {
      requestId = writeTags(arn, adopt.put(), Set.of());
    } catch (StoreFailure failure) {
      var isAnothers =
          adopt.formerOwner().filter(owner -> !owner.isEarlierLifeOf(intent.owner())).isPresent();
      // Recorded, another's profile would look like one that was taken from us.
      if (failure.isRefusal() || isAnothers) {
        pass.learn(facts -> before);
      }
      if (failure.isRefusal() && bare) {
        pass.letGo();
      }
      throw failure;
    }
    adopt.formerOwner().ifPresent(pass::tookOverFrom);
    pass.tagsAreRight();
    pass.learn(
        facts ->
            facts
                .seen(adopt.profile())
                .withToken(pass.recorded().token())
                .withAppliedTagKeys(intent.profile().tags().keySet()));
    pass.announce(
        adopt
            .formerOwner()
            .filter(owner -> !owner.isEarlierLifeOf(intent.owner()))
            .map(
                owner ->
                    ResourceEvent.warning("TakenOver", takenOver(arn, owner, intent.adoption())))
            .orElse(ResourceEvent.normal("Adopted", "Adopted the profile " + arn)));
    pass.logDone("adopted", arn, Reason.AVAILABLE, requestId);
    return availableOnceActive();
  }

  /** Who may not take over got it from a resource of this cluster that is gone. */
  private static String takenOver(String arn, Owner from, Optional<Adoption> adoption) {
    var words =
        adoption.filter(Adoption::takeOver).isPresent()
            ? "Took the profile %s over from %s/%s in cluster %s: delete that resource if it is"
                + " still there"
            : "Took over the profile %s, whose owner %s/%s in cluster %s is gone";
    return words.formatted(arn, from.namespace(), from.name(), from.cluster());
  }

  /** Only what was created by this resource, in whatever life, has a token. */
  private Optional<String> tokenOfFound() {
    return intent.adoption().isPresent()
        ? pass.recorded().token()
        : pass.recorded().token().or(() -> Optional.of(intent.owner().uid()));
  }

  private Optional<Duration> retag(Action.Retag retag) {
    if (!pass.hold()) {
      return Optional.of(Duration.ZERO);
    }
    var arn = retag.found().arn();
    var keys = intent.profile().tags().keySet();
    record(retag.found().arn(), retag.found().profile());
    var before = pass.recorded().appliedTagKeys();
    pass.recordAhead(facts -> facts.withTagKeysOfEither(keys));
    String requestId;
    try {
      requestId = writeTags(arn, retag.put(), retag.remove());
    } catch (StoreFailure failure) {
      if (failure.isRefusal() && FailureMapper.isOfPuttingTags(failure)) {
        // Nothing was put: what is there under a new key is somebody else's.
        pass.learn(facts -> facts.withAppliedTagKeys(before));
      }
      throw failure;
    }
    var late = pass.recollection().untilNothingLate(pass.now());
    var removeAgain = !retag.remove().isEmpty() && late.isPositive();
    if (!removeAgain) {
      pass.learn(facts -> facts.withAppliedTagKeys(keys));
    }
    pass.tagsAreRight();
    // Otherwise it is the spec that changed, or a change that failed before.
    if (Statuses.says(pass.resource(), Reason.AVAILABLE)) {
      pass.drifted(Drift.TAGS);
    }
    pass.announce(ResourceEvent.normal("Retagged", retagged(retag.put().keySet(), retag.remove())));
    pass.logDone("retagged", arn, Reason.AVAILABLE, requestId);
    var next = availableOnceActive();
    // A call that was given up may yet put on what was removed just now.
    return removeAgain ? Optional.of(late) : next;
  }

  /** A retag has at least one of the two. */
  private static String retagged(Set<String> put, Set<String> removed) {
    if (removed.isEmpty()) {
      return "Put the tags " + new TreeSet<>(put);
    }
    return put.isEmpty()
        ? "Removed the tags " + new TreeSet<>(removed)
        : "Put the tags %s and removed the tags %s"
            .formatted(new TreeSet<>(put), new TreeSet<>(removed));
  }

  private String writeTags(String arn, Map<String, String> put, Set<String> remove) {
    try {
      return pass.profiles().retag(arn, put, remove);
    } catch (StoreFailure failure) {
      if (!failure.isRefusal()) {
        pass.remember(before -> before.failedToTag(pass.now()));
      }
      throw failure;
    }
  }

  private Optional<Duration> keep(Action.Keep keep) {
    if (!intent.observesOnly() && !pass.hold()) {
      return Optional.of(Duration.ZERO);
    }
    record(keep.arn(), keep.profile());
    if (!intent.observesOnly() && need.tags()) {
      pass.tagsAreRight();
      pass.learn(facts -> facts.withAppliedTagKeys(intent.profile().tags().keySet()));
    }
    return availableOnceActive();
  }

  private void record(String arn, Optional<ObservedProfile> profile) {
    var isNew = pass.recorded().arn().isEmpty();
    pass.recorded()
        .arn()
        .filter(before -> !before.equals(arn))
        .ifPresent(before -> pass.learn(facts -> facts.gone(before)));
    profile.ifPresent(
        is -> {
          announceOtherModels(is);
          pass.learn(facts -> facts.seen(is));
        });
    if (isNew) {
      pass.learn(facts -> facts.withToken(tokenOfFound()));
      announceFound(arn);
      pass.logDone("found", arn, Reason.AVAILABLE, "");
    }
  }

  /** What was done about it before, and could not be said any more. */
  private void announceFound(String arn) {
    // Where the ARN cannot be kept, every pass finds it anew.
    if (intent.observesOnly() || pass.hindrance().isPresent()) {
      return;
    }
    if (intent.adoption().isPresent()) {
      pass.announce(ResourceEvent.normal("Adopted", "Adopted the profile " + arn));
    } else {
      announceCreation(arn);
    }
  }

  /** Nobody can change the models of a profile, but AWS may revise those of its source. */
  private void announceOtherModels(ObservedProfile is) {
    var before = pass.facts();
    var after = before.seen(is);
    var known =
        before.recorded().arn().filter(is.arn()::equals).isPresent()
            && before.complete()
            && !before.models().isEmpty();
    if (known && !after.models().equals(before.models())) {
      pass.drifted(Drift.MODELS);
      pass.announce(
          ResourceEvent.warning(
              "ModelsChanged",
              ("AWS changed the models of the profile %s from %s to %s: allow the new ones in the"
                      + " applications' IAM policies")
                  .formatted(is.arn(), before.models(), after.models())));
    }
  }

  private Optional<Duration> startNewLife(Action.StartNewLife lost) {
    pass.learn(facts -> facts.lost(lost.lostArn(), lost.token()));
    pass.drifted(Drift.LOST);
    pass.logDone("lost", lost.lostArn(), Reason.CREATING, "");
    return pass.endAndGoOn(
        Outcome.of(
            Reason.CREATING,
            "The profile %s was deleted outside Kubernetes; creating another"
                .formatted(lost.lostArn())));
  }

  private Optional<Duration> awaitName(Action.AwaitName await) {
    pass.remember(ReconcileMemory::attempted);
    var patient =
        pass.recollection().attempts() < TRIES_FOR_A_HIDDEN_NAME
            && !Statuses.isNameConflict(pass.resource());
    var next = pass.end(hiddenName(patient ? Reason.CREATING : Reason.NAME_CONFLICT, await.name()));
    return switch (await.claim()) {
      case UNTRIED, REFUSED_NOW -> next;
      // It is free, or will be as soon as absence counts.
      case REFUSED_BEFORE -> Optional.of(pass.recollection().untilSettled(pass.now()));
    };
  }

  private Outcome hiddenName(Reason reason, String name) {
    return new Outcome(
        reason,
        "Bedrock calls the name '%s' taken, but shows no such profile:".formatted(name)
            + " it may be free again soon; else create a resource with another"
            + " inferenceProfileName",
        lastError);
  }

  /** For whoever reads the status, nothing changes until the new token is accepted. */
  private Optional<Duration> renewToken(Action.RenewToken renewal) {
    pass.learn(facts -> facts.withToken(Optional.of(renewal.token())));
    pass.remember(ReconcileMemory::renewedToken);
    return pass.endAndGoOn(hiddenName(Reason.NAME_CONFLICT, intent.profile().name()));
  }

  private Optional<Duration> awaitCertainty(Action.AwaitCertainty await) {
    pass.end(
        Outcome.of(
            Reason.CREATING,
            "Bedrock shows new profiles late: waiting to be sure which are named '%s'"
                .formatted(await.name())));
    return Optional.of(pass.recollection().untilSettled(pass.now()));
  }

  private Optional<Duration> await(Observation.Found found) {
    if (!intent.observesOnly() && !pass.hold()) {
      return Optional.of(Duration.ZERO);
    }
    var isNew = pass.recorded().arn().isEmpty();
    record(found.arn(), found.profile());
    if (isNew && pass.recorded().token().isPresent()) {
      pass.learn(facts -> facts.withTagKeysOfEither(wantedKeysOn(found)));
    }
    return unsettled(
        "Bedrock calls the profile %s: waiting until it is ACTIVE".formatted(pass.facts().word()));
  }

  /** What the creation of a profile put on it, as far as it is still wanted. */
  private Set<String> wantedKeysOn(Observation.Found found) {
    var keys = new HashSet<>(intent.profile().tags().keySet());
    keys.retainAll(found.tags().orElse(Map.of()).keySet());
    return keys;
  }

  private Optional<Duration> availableOnceActive() {
    return pass.facts().word().equals("ACTIVE")
        ? available()
        : unsettled("Waiting until Bedrock calls the profile ACTIVE");
  }

  private Optional<Duration> available() {
    var outcome =
        Outcome.of(Reason.AVAILABLE, "The profile is ACTIVE and as the spec describes it");
    if (pass.facts().complete()) {
      var next = pass.end(outcome);
      pass.rest(resting());
      return next;
    }
    pass.remember(ReconcileMemory::attempted);
    pass.end(outcome);
    return Optional.of(pass.pace().poll(pass.recollection().attempts()));
  }

  private Resting resting() {
    return new Resting(
        intent.owner(),
        pass.recorded().arn().orElseThrow(),
        pass.facts(),
        intent.observesOnly() ? Map.of() : intent.profile().allTags());
  }

  private Optional<Duration> unsettled(String message) {
    pass.remember(ReconcileMemory::attempted);
    return pass.end(Outcome.of(Reason.CREATING, message));
  }
}
