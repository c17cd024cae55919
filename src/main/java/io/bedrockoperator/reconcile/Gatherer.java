package io.bedrockoperator.reconcile;

import io.bedrockoperator.inventory.RegionSnapshot;
import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.plan.NameClaim;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.PlanInput;
import io.bedrockoperator.profile.plan.PlanInput.AdoptionFacts;
import io.bedrockoperator.profile.plan.PlanInput.Doubts;
import io.bedrockoperator.profile.plan.ReadPlan;
import io.bedrockoperator.profile.plan.ReadPlanner;
import io.bedrockoperator.status.StatusReader;
import java.util.Optional;

/**
 * Gathers the input of a plan: first from the shared listing, which determines what has to be read,
 * and then by at most two reads.
 */
record Gatherer(ReconcileContext context, DesiredState desired) {

  /**
   * Returns what is known without a read for this resource alone.
   *
   * @throws io.bedrockoperator.aws.StoreFailure if the Region cannot be listed; nothing was learned
   *     then
   */
  PlanInput listed() {
    return desired.suspended()
        ? input(new Doubts(false, false, false, false), Optional.empty())
        : context
            .record()
            .arn()
            .map(this::recorded)
            .orElseGet(() -> input(doubts(isFresh(), false), Optional.empty()));
  }

  /** Adds what the additional reads show, as far as they are needed. */
  PlanInput read(PlanInput listed) {
    var observed = read(listed, ReadPlanner.first(listed));
    return read(observed, ReadPlanner.second(observed));
  }

  private PlanInput read(PlanInput input, ReadPlan plan) {
    return switch (plan) {
      case ReadPlan.Nowhere nowhere -> input;
      case ReadPlan.At at -> input.with(weigh(new Observer(context).at(at)));
      case ReadPlan.ByName byName -> input.with(new Observer(context).named(byName));
      case ReadPlan.ForAdoption adoption ->
          input.with(new Observer(context).forAdoption(adoption, desired.profile()));
    };
  }

  /** A loss counts only if two reads agree that are apart in time; see {@link ReconcileMemory}. */
  private Observation weigh(Observation observation) {
    if (observation instanceof Observation.Missing(String arn, boolean confirmed)) {
      var confirmedNow = context.memory().missingConfirmed(context.now());
      context.remember(before -> before.missing(context.now()));
      return new Observation.Missing(arn, confirmedNow);
    }
    context.remember(ReconcileMemory::found);
    return observation;
  }

  private PlanInput recorded(String arn) {
    if (!desired.observesOnly()) {
      context.compareTags(desired.profile().allTags());
    }
    var polls = !context.record().isFinal() || context.maySayMore();
    var snapshot = listing(arn, polls);
    var listed = snapshot.find(arn);
    if (polls) {
      listed.ifPresent(profile -> context.learn(record -> record.seen(profile)));
    }
    var doubtful =
        isAsked()
            || context.memory().missingSince().isPresent()
            || isDoubtful(listed, snapshot.startedAt());
    return input(doubts(false, doubtful), listed);
  }

  /**
   * A profile that is not ACTIVE yet, or whose record is incomplete, is polled through the shared
   * listing.
   */
  private RegionSnapshot listing(String arn, boolean polls) {
    var age =
        polls ? context.delays().tolerance(context.memory().attempts()) : context.delays().resync();
    return context.listing(context.placeOf(arn), context.now() - age.toNanos());
  }

  /**
   * Whether the listing contradicts the record: the profile differs, or is absent although it would
   * be visible by then.
   */
  private boolean isDoubtful(Optional<ObservedProfile> listed, long startedAt) {
    return listed
        .map(profile -> !context.record().agreesWith(profile))
        .orElseGet(() -> context.memory().settled(startedAt));
  }

  private PlanInput input(Doubts doubts, Optional<ObservedProfile> listed) {
    return new PlanInput(
        desired,
        context.record(),
        doubts,
        listed,
        new Observation.NotLooked(),
        nameClaim(),
        context.isBare() || context.memory().nothingHidden(context.now()),
        context.memory().settled(context.now()),
        !StatusReader.isCurrent(context.resource()),
        context.dependencies().keptStatuses().hindrance().or(this::lostPin),
        creationRefusal(),
        AdoptionFacts.UNKNOWN);
  }

  private Optional<String> lostPin() {
    return context.record().pin().flatMap(Pin::accountName).isPresent()
        ? context.dependencies().keptStatuses().hindranceToPin()
        : Optional.empty();
  }

  private Optional<Action.Refuse> creationRefusal() {
    return context.record().arn().isPresent() || desired.observesOnly()
        ? Optional.empty()
        : context
            .terms()
            .creationRefusal(desired)
            .or(
                () ->
                    context
                        .dependencies()
                        .creationSlots()
                        .refusal(context.resource(), context.terms()));
  }

  private Doubts doubts(boolean fresh, boolean profile) {
    var bare = context.isBare();
    return new Doubts(
        fresh,
        bare || context.memory().untouched(context.now()),
        profile,
        isAsked()
            || !StatusReader.isSynced(context.resource(), context.record())
            || (bare && !desired.observesOnly())
            || context.tagsAreDoubtful()
            || hasOtherTagKeys());
  }

  /** Whether a user requested a reconciliation, or the profile may differ from the spec. */
  private boolean isAsked() {
    return StatusReader.isRequested(context.resource())
        || context.record().syncedGeneration().isEmpty();
  }

  /**
   * The status may be up to date with the spec and still lack its tag keys, if a read failed in
   * between. The tags that the account and the namespace add may have changed as well.
   */
  private boolean hasOtherTagKeys() {
    return !desired.observesOnly()
        && !desired.profile().tags().keySet().equals(context.record().appliedTagKeys());
  }

  private boolean isFresh() {
    return (context.isBare() || context.memory().fresh(context.now()))
        && desired.adoption().filter(Adoption.OfArn.class::isInstance).isEmpty()
        && nameClaim() != NameClaim.REFUSED_NOW
        && !nameIsListed();
  }

  /**
   * An earlier resource of that name may have left its profile behind. So the listing must not be
   * older than the reconciliation that saw this resource without a finalizer.
   */
  private boolean nameIsListed() {
    var profile = desired.profile();
    var since =
        context.isBare()
            ? context.startedAt()
            : context.memory().bareSeen().orElse(context.startedAt());
    return !context.listing(context.place(profile.region()), since).named(profile.name()).isEmpty();
  }

  private NameClaim nameClaim() {
    if (context.memory().nameRefusal().isPresent()) {
      return NameClaim.REFUSED_NOW;
    }
    // An older CustomResourceDefinition does not keep the refusal in the status.
    var stands = context.record().isRefused(Subject.NAME) || context.memory().nameStands();
    return stands && !context.memory().tokenRotated()
        ? NameClaim.REFUSED_BEFORE
        : NameClaim.UNTRIED;
  }
}
