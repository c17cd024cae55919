package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.inventory.RegionSnapshot;
import io.bedrockoperator.inventory.Resting;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Recorded;
import io.bedrockoperator.profile.plan.Circumstances;
import io.bedrockoperator.profile.plan.NameClaim;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.Planner;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What one pass works on and learns on its way. Serves one pass, in one thread. */
final class ReconcileContext {

  private final SharedState shared;
  private final ProfileStore profiles;
  private final ResourceStore resources;
  private final Reporter reporter;
  private final List<ResourceEvent> announcements = new ArrayList<>();
  private final long startedAt;
  private InferenceProfile resource;
  private ReconcileMemory recollection;
  private Facts facts;
  private boolean metUnforeseen;

  ReconcileContext(
      SharedState shared,
      InferenceProfile resource,
      ResourceStore resources,
      ReconcileMemory recollection) {
    this.shared = shared;
    this.profiles =
        shared.surroundings().profiles().onBehalfOf(resource.getMetadata().getNamespace());
    this.resources = resources;
    this.reporter =
        new Reporter(
            resources, shared.surroundings().clock(), shared.keptStatuses(), shared.meters());
    this.resource = resource;
    this.recollection = recollection;
    var told = Statuses.facts(resource);
    this.facts =
        shared
            .watchlist()
            .restingOf(resource.getMetadata().getUid())
            .map(rested -> told.with(rested.facts()))
            .orElse(told)
            .withTagKeysOfEither(recollection.sentTagKeys());
    this.startedAt = now();
  }

  InferenceProfile resource() {
    return resource;
  }

  ResourceStore resources() {
    return resources;
  }

  ProfileStore profiles() {
    return profiles;
  }

  SpecParser specs() {
    return shared.surroundings().specs();
  }

  RequeueDelays pace() {
    return shared.surroundings().pace();
  }

  /** Looks at what is there since the pass began, or later. */
  Observer observer() {
    return new Observer(profiles(), shared.listings(), resources, startedAt);
  }

  /** Looks at what is there from now on. */
  Observer observerFromNow() {
    return new Observer(profiles(), shared.listings(), resources, now());
  }

  long startedAt() {
    return startedAt;
  }

  /**
   * The resource has no finalizer: no create call was sent for it, or AWS refused each one, so that
   * nothing of ours can be there.
   */
  boolean isBare() {
    return !resource.hasFinalizer(ResourceReconciler.FINALIZER);
  }

  /**
   * Sees to it that the resource has the finalizer, so that nothing in AWS can outlive it. False
   * when the spec turned out to be another by then: it has to be read anew.
   */
  boolean hold() {
    if (!isBare()) {
      return true;
    }
    var bare = resource;
    resource = resources.addFinalizer(bare);
    remember(before -> before.sawBare(startedAt));
    var isSame =
        Objects.equals(resource.getMetadata().getGeneration(), bare.getMetadata().getGeneration());
    if (!isSame) {
      letGo();
    }
    return isSame;
  }

  /** AWS refused every create call: the resource can go without us. */
  void letGo() {
    resource = resources.removeFinalizer(resource);
  }

  /**
   * What is about to be done to a profile stands in the status before: a process that dies
   * meanwhile cannot say any more that the profile was adopted, or that a tag is ours to remove.
   */
  void recordAhead(UnaryOperator<Facts> lesson) {
    learn(lesson);
    var told = Statuses.facts(resource).recorded();
    if (!told.arn().equals(recorded().arn())
        || !told.appliedTagKeys().containsAll(recorded().appliedTagKeys())) {
      var status = shared.keptStatuses().keptOf(Statuses.withFacts(resource, facts));
      resource = resources.writeStatus(resource, status);
    }
  }

  /** The Region's profiles, as they were listed at that time or later. */
  RegionSnapshot listing(String region, long notBefore) {
    return shared.listings().since(region, notBefore);
  }

  /**
   * The answer to a creation says little. The rest is in the next listing, which is one call for
   * all that were created meanwhile.
   *
   * @param age how old that listing may be
   * @throws StoreFailure when the listing fails
   */
  void completeFacts(Duration age) {
    var notBefore = now() - age.toNanos();
    recorded()
        .arn()
        .filter(arn -> !facts.areFinal() || maySayMore())
        .ifPresent(
            arn ->
                listing(Arn.parse(arn).orElseThrow().region(), notBefore)
                    .find(arn)
                    .ifPresent(listed -> learn(known -> known.seen(listed))));
  }

  private boolean maySayMore() {
    return shared.keptStatuses().maySayMore(resource.getMetadata().getUid());
  }

  /** Why nothing may be begun that a later pass has to know of; empty while it may. */
  Optional<String> hindrance() {
    return shared.keptStatuses().hindrance();
  }

  boolean tagsAreDoubtful() {
    return maySayMore() || shared.watchlist().tagsAreDoubtful(resource.getMetadata().getUid());
  }

  /** The other one's next pass looks whose its profile is, at the next resync at the latest. */
  void tookOverFrom(Owner other) {
    shared.watchlist().doubtTagsOfLiving(other.uid());
  }

  /** A repeated token may bring a profile that another resource took over meanwhile. */
  void doubtTags() {
    shared.watchlist().doubtTags(resource.getMetadata().getUid());
  }

  /**
   * Whatever fails before the tags are compared with the changed spec, and is reported of it, the
   * doubt stands.
   */
  void doubtTagsIfSpecChanged() {
    if (Statuses.tellsOfAnotherSpec(resource)) {
      doubtTags();
    }
  }

  void tagsAreRight() {
    shared.watchlist().tagsAreRight(resource.getMetadata().getUid());
  }

  /** Until something else is seen, the resource needs no pass. */
  void rest(Resting resting) {
    remember(ReconcileMemory::rested);
    shared.watchlist().rests(resting);
  }

  Facts facts() {
    return facts;
  }

  Recorded recorded() {
    return facts.recorded();
  }

  ReconcileMemory recollection() {
    return recollection;
  }

  long now() {
    return shared.surroundings().nanoTime().getAsLong();
  }

  void learn(UnaryOperator<Facts> lesson) {
    facts = lesson.apply(facts);
  }

  void remember(UnaryOperator<ReconcileMemory> thought) {
    recollection = thought.apply(recollection);
  }

  void announce(ResourceEvent announcement) {
    announcements.add(announcement);
  }

  /** What is in AWS is other than the operator left it. */
  void drifted(ReconcileMeters.Drift kind) {
    shared.meters().drifted(kind);
  }

  void logDone(String action, String arn, Reason reason, String requestId) {
    ActionLog.done(resource, action, arn, reason.word(), requestId);
  }

  Circumstances circumstances(DesiredState intent, Observation sighting, NameClaim nameClaim) {
    var nothingHidden = isBare() || recollection.nothingHidden(now());
    var specChanged = !Statuses.isCurrent(resource);
    return Planner.adoptionCandidate(intent, recorded(), sighting, nameClaim)
        .map(
            candidate ->
                observer()
                    .adoptionCircumstances(
                        intent, candidate, nameClaim, nothingHidden, specChanged))
        .orElseGet(
            () ->
                new Circumstances(
                    nameClaim,
                    nothingHidden,
                    specChanged,
                    AdoptionPermission.WITHHELD,
                    false,
                    Optional.empty()));
  }

  /** A loss is believed only when two reads apart in time agree; see {@link ReconcileMemory}. */
  Observation weigh(Observation sighting) {
    return switch (sighting) {
      case Observation.NotLooked notLooked -> notLooked;
      case Observation.Missing missing -> {
        var confirmed = recollection.missingConfirmed(now());
        remember(before -> before.missing(now()));
        yield new Observation.Missing(missing.arn(), confirmed);
      }
      case Observation.Found found -> {
        remember(ReconcileMemory::found);
        yield found;
      }
      case Observation.SameName sameName -> sameName;
    };
  }

  /** Ends the pass with a report. */
  Optional<Duration> end(Outcome outcome) {
    resource = reporter.report(resource, facts, outcome, announcements);
    announcements.clear();
    return next(outcome.next());
  }

  /**
   * Ends the pass with a report that the next one, at once, acts on: later, where the API server
   * did not keep what that one has to know.
   */
  Optional<Duration> endAndGoOn(Outcome outcome) {
    end(outcome);
    if (Statuses.facts(resource).recorded().equals(recorded())) {
      return Optional.of(Duration.ZERO);
    }
    remember(ReconcileMemory::attempted);
    return Optional.of(pace().backOff(recollection.attempts()));
  }

  /** Ends the pass after a failed call: with a report, or in silence while it may be a blip. */
  Optional<Duration> fail(StoreFailure failure, String region, boolean mayHold) {
    if (isStopped()) {
      return Optional.empty();
    }
    remember(ReconcileMemory::attempted);
    var outcome = FailureMapper.of(failure, region);
    Reporter.log(resource, facts, outcome);
    if (mayHold && holds(outcome.reason())) {
      return Optional.of(pace().backOff(recollection.attempts()));
    }
    return end(outcome);
  }

  /**
   * Ends the pass with a report of what nobody thought of: one odd resource tells of it, and stops
   * nobody else.
   */
  Optional<Duration> failUnforeseen(RuntimeException failure) {
    if (isStopped()) {
      return Optional.empty();
    }
    metUnforeseen = true;
    remember(ReconcileMemory::attempted);
    var arn = recorded().arn().orElse("");
    ActionLog.unforeseen(resource, arn, failure);
    var kind = failure.getClass().getSimpleName();
    return end(
        Outcome.of(
            Reason.BEDROCK_ERROR,
            ("The operator failed at this resource (%s) and tries again: report it with the stack"
                    + " trace in its log")
                .formatted(kind)));
  }

  /**
   * The process ends before the pass did: what fails now says nothing about Bedrock, and the next
   * process sees for itself what came of the call.
   */
  private static boolean isStopped() {
    return Thread.currentThread().isInterrupted();
  }

  boolean metUnforeseen() {
    return metUnforeseen;
  }

  /**
   * Ends the pass: what is known was not visible. With a report once that may not only be too
   * early, though one look proves nothing yet. Of a changed spec, and of a loss that was reported
   * already, nothing is said before there is more to say.
   */
  Optional<Duration> lookAgain(String arn) {
    if (!recollection.settled(now())) {
      if (Statuses.ready(resource).isEmpty()) {
        end(
            Outcome.of(
                Reason.CREATING,
                "Bedrock does not show the profile %s yet: looking again".formatted(arn)));
      }
      return comeBack();
    }
    remember(ReconcileMemory::attempted);
    if (Statuses.isCurrent(resource) && !Statuses.says(resource, Reason.PROFILE_LOST)) {
      learn(Facts::notFound);
      end(
          Outcome.of(
              Reason.CREATING,
              "Bedrock does not find the profile %s: looking once more before it counts as lost"
                  .formatted(arn)));
    }
    return Optional.of(ReconcileMemory.SETTLING);
  }

  /**
   * Ends the pass in silence. Where the resource changed meanwhile, the watch brings the present
   * one at any moment; this is for when it lags, for however long.
   */
  Optional<Duration> comeBack() {
    remember(ReconcileMemory::attempted);
    return Optional.of(pace().poll(recollection.attempts()));
  }

  private boolean holds(Reason reason) {
    return reason.isHeldAtFirst()
        && Statuses.isReady(resource)
        && Statuses.isCurrent(resource)
        && recollection.attempts() < Reason.ATTEMPTS_BEFORE_NEWS;
  }

  Optional<Duration> next(Reason.Next next) {
    return switch (next) {
      case SETTLE, NOTHING -> Optional.empty();
      case POLL -> Optional.of(pace().poll(recollection.attempts()));
      case RECHECK -> Optional.of(pace().recheck());
      case RESYNC -> Optional.of(pace().untilResync());
      case HOURLY -> Optional.of(pace().hourly());
      case BACK_OFF -> Optional.of(pace().backOff(recollection.attempts()));
    };
  }
}
