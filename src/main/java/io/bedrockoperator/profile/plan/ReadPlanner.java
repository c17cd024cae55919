package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.ProfileDiff;
import io.bedrockoperator.profile.RecreatePolicy;
import java.util.List;
import java.util.Optional;

/** Decides what has to be read before a plan can be made: as little as possible, in two steps. */
public final class ReadPlanner {

  private ReadPlanner() {}

  /** Plans the first read, before anything was observed. */
  public static ReadPlan first(PlanInput input) {
    var desired = input.desired();
    var record = input.record();
    if (desired.suspended() || Adoptions.otherAdoption(desired, record).isPresent()) {
      return new ReadPlan.Nowhere();
    }
    var named = Adoptions.arnToAdopt(desired, record);
    if (Adoptions.mayChange(desired, record)
        && named.filter(arn -> !record.names(arn)).isPresent()) {
      return new ReadPlan.At(named.get(), true, true);
    }
    if (record.arn().isPresent()) {
      return known(input, record.arn().get());
    }
    if (named.isPresent()) {
      return new ReadPlan.At(named.get(), true, true);
    }
    return nothingToFind(input) ? new ReadPlan.Nowhere() : byName(desired);
  }

  private static boolean nothingToFind(PlanInput input) {
    var desired = input.desired();
    var nobodyCreated =
        desired.observesOnly() ? input.doubts().untouched() : input.doubts().fresh();
    return desired.adoption().isEmpty() && nobodyCreated;
  }

  private static ReadPlan known(PlanInput input, String arn) {
    var doubts = input.doubts();
    if ((!doubts.profile() && !doubts.tags()) || isUnlike(input)) {
      return new ReadPlan.Nowhere();
    }
    if (input.desired().observesOnly()) {
      return new ReadPlan.At(arn, true, false);
    }
    // A profile that was not created here may have to be checked again as an adoption.
    var profile = doubts.profile() || !input.record().createdHere();
    return new ReadPlan.At(arn, profile, doubts.tags());
  }

  /**
   * Whether the profile differs from the spec in what cannot be changed, so that more reads would
   * not help.
   */
  private static boolean isUnlike(PlanInput input) {
    return input.record().createdHere()
        && input
            .listed()
            .filter(
                profile ->
                    !ProfileDiff.immutableDifferences(input.desired().profile(), profile).isEmpty())
            .isPresent();
  }

  /** Plans the second read, based on what the first one observed. */
  public static ReadPlan second(PlanInput input) {
    return isLostForGood(input)
        ? byName(input.desired())
        : adoptionCandidate(input)
            .<ReadPlan>map(candidate -> forAdoption(input, candidate))
            .orElseGet(ReadPlan.Nowhere::new);
  }

  /**
   * Whether the profile is about to be reported as lost and not recreated. Its name is looked up
   * before, because a create call that was given up may have taken effect after the loss.
   */
  private static boolean isLostForGood(PlanInput input) {
    var desired = input.desired();
    return input.record().createdHere()
        && input.observation() instanceof Observation.Missing(String arn, boolean confirmed)
        && confirmed
        && (desired.observesOnly() || desired.recreatePolicy() == RecreatePolicy.NEVER);
  }

  private static ReadPlan byName(DesiredState desired) {
    return new ReadPlan.ByName(desired.profile().region(), desired.profile().name());
  }

  /**
   * An adoption without the permission is refused without reading the models. They are read all the
   * same to observe the profile, to suggest an adoption, or to adopt the profile of a predecessor,
   * which needs no permission.
   */
  private static ReadPlan forAdoption(PlanInput input, Observation.Found candidate) {
    var desired = input.desired();
    return new ReadPlan.ForAdoption(
        candidate.arn(),
        ownerToAskFor(desired, candidate),
        desired.observesOnly()
            || input.nameClaim() != NameClaim.UNTRIED
            || Owners.of(desired, candidate).filter(Ownership.PREDECESSOR::equals).isPresent());
  }

  private static Optional<Owner> ownerToAskFor(DesiredState desired, Observation.Found candidate) {
    return candidate
        .tags()
        .filter(tags -> desired.owner().ownershipOf(tags) == Ownership.OTHER)
        .filter(tags -> !desired.adoption().map(Adoption::takeOver).orElse(false))
        .map(Owner::namedBy)
        .filter(owner -> owner.cluster().equals(desired.owner().cluster()));
  }

  /**
   * The profile that the plan may adopt, or suggest for adoption. For that, it has to be known
   * whether this is allowed and which models are behind the source.
   */
  private static Optional<Observation.Found> adoptionCandidate(PlanInput input) {
    var desired = input.desired();
    var record = input.record();
    return switch (input.observation()) {
      case Observation.NotLooked() -> Optional.empty();
      case Observation.Missing missing -> Optional.empty();
      case Observation.Found found when record.names(found.arn()) ->
          Optional.of(found)
              .filter(profile -> !record.createdHere() && profile.tags().isPresent())
              .filter(profile -> !Owners.isOurs(desired, profile));
      case Observation.Found found ->
          Optional.of(found).filter(profile -> !Owners.isOurs(desired, profile));
      case Observation.SameName(List<Observation.Found> profiles) ->
          candidateOf(input, Owners.alive(profiles, record));
    };
  }

  private static Optional<Observation.Found> candidateOf(
      PlanInput input, List<Observation.Found> alive) {
    var desired = input.desired();
    if (alive.stream().anyMatch(found -> Owners.isOurs(desired, found))) {
      return Optional.empty();
    }
    return Owners.oldest(desired, alive, Ownership.PREDECESSOR)
        .or(
            () ->
                alive.stream()
                    .filter(
                        found ->
                            Adoptions.isByName(desired) || input.nameClaim() != NameClaim.UNTRIED)
                    .filter(found -> alive.size() == 1)
                    .findFirst());
  }
}
