package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.ClientRequestToken;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.ProfileDiff;
import io.bedrockoperator.profile.Recorded;
import io.bedrockoperator.profile.RecreatePolicy;
import io.bedrockoperator.profile.TagDiff;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what to look at and what to do for a resource that is to have a profile. */
public final class Planner {

  private Planner() {}

  /**
   * What has to be known anew.
   *
   * @param fresh this process has seen the resource without its finalizer moments ago: nobody can
   *     have created anything for it yet, or so recently that the token makes a repeat harmless
   * @param untouched fresh, and nothing was tried yet
   */
  public record Need(boolean fresh, boolean untouched, boolean profile, boolean tags) {}

  public static ReadPlan look(DesiredState intent, Recorded recorded, Need need) {
    if (intent.suspended() || otherAdoption(intent, recorded).isPresent()) {
      return new ReadPlan.Nowhere();
    }
    var other =
        adoptedArn(intent, recorded).filter(arn -> !recorded.arn().equals(Optional.of(arn)));
    if (intent.observesOnly() && !recorded.createdHere() && other.isPresent()) {
      return new ReadPlan.At(other.get(), true, true);
    }
    if (recorded.arn().isPresent()) {
      return lookAtKnown(intent, recorded, recorded.arn().get(), need);
    }
    var named = adoptedArn(intent, recorded);
    if (named.isPresent()) {
      return new ReadPlan.At(named.get(), true, true);
    }
    var nothingToFind =
        intent.adoption().isEmpty() && (intent.observesOnly() ? need.untouched() : need.fresh());
    return nothingToFind
        ? new ReadPlan.Nowhere()
        : new ReadPlan.ByName(intent.profile().region(), intent.profile().name());
  }

  private static ReadPlan lookAtKnown(
      DesiredState intent, Recorded recorded, String arn, Need need) {
    if (!need.profile() && !need.tags()) {
      return new ReadPlan.Nowhere();
    }
    if (intent.observesOnly()) {
      return new ReadPlan.At(arn, true, false);
    }
    // What was not created here may have to be examined again as an adoption.
    var profile = need.profile() || !recorded.createdHere();
    return new ReadPlan.At(arn, profile, need.tags());
  }

  /**
   * Where to look once more before a profile that will not be recreated is called lost: a creation
   * that was given up may have happened after it was gone.
   */
  public static ReadPlan lookAfter(DesiredState intent, Recorded recorded, Observation sighting) {
    return recorded.createdHere()
            && sighting instanceof Observation.Missing(String arn, boolean confirmed)
            && confirmed
            && (intent.observesOnly() || intent.recreatePolicy() == RecreatePolicy.NEVER)
        ? new ReadPlan.ByName(intent.profile().region(), intent.profile().name())
        : new ReadPlan.Nowhere();
  }

  /** The ARN to adopt; one that vanished already is not asked for again. */
  private static Optional<String> adoptedArn(DesiredState intent, Recorded recorded) {
    return intent
        .adoption()
        .flatMap(
            adoption ->
                adoption instanceof Adoption.OfArn(String arn, boolean takeOver)
                        && !recorded.previousArns().contains(arn)
                    ? Optional.of(arn)
                    : Optional.empty());
  }

  /** A resource that has a profile cannot change it for the one that its spec names now. */
  private static Optional<String> otherAdoption(DesiredState intent, Recorded recorded) {
    return intent.observesOnly() && !recorded.createdHere()
        ? Optional.empty()
        : adoptedArn(intent, recorded)
            .filter(arn -> recorded.arn().filter(has -> !has.equals(arn)).isPresent());
  }

  /**
   * The profile that the plan may be to adopt, or to offer for adoption, so that it has to be known
   * whether this is allowed and which models are behind the source.
   */
  public static Optional<Observation.Found> adoptionCandidate(
      DesiredState intent, Recorded recorded, Observation sighting, NameClaim nameClaim) {
    return switch (sighting) {
      case Observation.NotLooked() -> Optional.empty();
      case Observation.Missing missing -> Optional.empty();
      case Observation.Found found when isRecorded(recorded, found) ->
          Optional.of(found)
              .filter(is -> !recorded.createdHere() && is.tags().isPresent())
              .filter(is -> !isOurs(intent, is));
      case Observation.Found found -> Optional.of(found).filter(is -> !isOurs(intent, is));
      case Observation.SameName(List<Observation.Found> profiles) ->
          candidateOf(intent, alive(profiles, recorded), nameClaim);
    };
  }

  private static Optional<Observation.Found> candidateOf(
      DesiredState intent, List<Observation.Found> alive, NameClaim nameClaim) {
    if (alive.stream().anyMatch(found -> isOurs(intent, found))) {
      return Optional.empty();
    }
    return oldest(intent, alive, Ownership.PREDECESSOR)
        .or(
            () ->
                alive.stream()
                    .filter(found -> adoptsByName(intent) || nameClaim != NameClaim.UNTRIED)
                    .filter(found -> alive.size() == 1)
                    .findFirst());
  }

  /** Whose life decides over the adoption of that profile, unless it decides nothing. */
  public static Optional<Owner> ownerToAskFor(DesiredState intent, Observation.Found candidate) {
    return candidate
        .tags()
        .filter(tags -> intent.owner().ownershipOf(tags) == Ownership.OTHER)
        .filter(tags -> !AdoptionPlanner.mayTakeOver(intent))
        .map(Owner::namedBy)
        .filter(owner -> owner.cluster().equals(intent.owner().cluster()));
  }

  private static boolean isOurs(DesiredState intent, Observation.Found found) {
    return found.tags().map(intent.owner()::ownershipOf).filter(Ownership.OURS::equals).isPresent();
  }

  public static Action plan(
      DesiredState intent, Recorded recorded, Observation sighting, Circumstances circumstances) {
    if (intent.suspended()) {
      return new Action.Suspend();
    }
    var other = otherAdoption(intent, recorded);
    if (other.isPresent()) {
      return new Action.Refuse(
          Refusal.IMMUTABLE_FIELD_CHANGED,
          "This resource has the profile %s and cannot change it for %s: correct spec.adopt, or"
                  .formatted(recorded.arn().orElseThrow(), other.get())
              + " create a new resource for the other profile");
    }
    return switch (sighting) {
      case Observation.NotLooked() -> planUnseen(intent, recorded);
      case Observation.Missing missing -> planMissing(intent, recorded, missing);
      case Observation.Found found when isRecorded(recorded, found) ->
          planKnown(intent, recorded, found, circumstances);
      case Observation.Found found -> planFound(intent, recorded, found, circumstances);
      case Observation.SameName(List<Observation.Found> profiles) ->
          planSameName(intent, recorded, alive(profiles, recorded), circumstances);
    };
  }

  private static boolean isRecorded(Recorded recorded, Observation.Found found) {
    return recorded.arn().filter(found.arn()::equals).isPresent();
  }

  private static List<Observation.Found> alive(
      List<Observation.Found> profiles, Recorded recorded) {
    return profiles.stream()
        .filter(found -> !recorded.previousArns().contains(found.arn()))
        .filter(found -> !isRecorded(recorded, found))
        .toList();
  }

  private static Action planUnseen(DesiredState intent, Recorded recorded) {
    if (recorded.arn().isPresent()) {
      return new Action.Keep(recorded.arn().get(), Optional.empty());
    }
    return intent.observesOnly() ? nameOneToObserve() : create(intent, recorded);
  }

  private static Action nothingToObserve(DesiredState intent, Circumstances circumstances) {
    if (!circumstances.settled()) {
      return new Action.AwaitCertainty(intent.profile().name());
    }
    return intent.adoption().isEmpty()
        ? nameOneToObserve()
        : new Action.Refuse(
            Refusal.ADOPTION_REFUSED,
            "There is no profile named '%s' in %s to observe: create a resource with the right name"
                    .formatted(intent.profile().name(), intent.profile().region())
                + " and Region, or wait for the profile");
  }

  private static Action nameOneToObserve() {
    return new Action.Refuse(
        Refusal.INVALID_SPEC,
        "managementPolicy Observe has no profile to observe: set spec.adopt.inferenceProfileArn or"
            + " spec.adopt.matchingName");
  }

  private static Action create(DesiredState intent, Recorded recorded) {
    var token = recorded.token().orElse(ClientRequestToken.first(intent.owner().uid()));
    return new Action.Create(intent.profile(), token);
  }

  private static Action planMissing(
      DesiredState intent, Recorded recorded, Observation.Missing missing) {
    if (!missing.confirmed()) {
      return new Action.LookAgain(missing.arn());
    }
    if (recorded.arn().filter(missing.arn()::equals).isEmpty()) {
      return new Action.Refuse(
          Refusal.ADOPTION_REFUSED,
          "There is no profile %s: correct spec.adopt.inferenceProfileArn"
              .formatted(missing.arn()));
    }
    if (intent.observesOnly() || intent.recreatePolicy() == RecreatePolicy.NEVER) {
      return lostForGood(intent, recorded, missing.arn());
    }
    return new Action.StartNewLife(
        missing.arn(), ClientRequestToken.after(intent.owner().uid(), recorded.token()));
  }

  private static Action lostForGood(DesiredState intent, Recorded recorded, String arn) {
    var toObserve =
        recorded.createdHere() ? "set spec.managementPolicy to Full" : "name another in spec.adopt";
    var remedy = intent.observesOnly() ? toObserve : "set spec.recreatePolicy to Recreate";
    return new Action.Refuse(
        Refusal.PROFILE_LOST,
        "The profile %s was deleted outside Kubernetes: %s, or delete this resource"
            .formatted(arn, remedy));
  }

  /** A profile whose ARN the status names. */
  private static Action planKnown(
      DesiredState intent,
      Recorded recorded,
      Observation.Found found,
      Circumstances circumstances) {
    var ownership = found.tags().map(intent.owner()::ownershipOf);
    if (ownership.filter(Ownership.OTHER::equals).isPresent()) {
      if (recorded.createdHere()) {
        return somebodyElses(
            found,
            "delete this resource, and apply it again with spec.adopt.takeOver to have it back");
      }
      // Taken once for each word of the user: two that both may take over must not fight for ever.
      return circumstances.specChanged() && intent.adoption().isPresent()
          ? AdoptionPlanner.plan(intent, found, circumstances)
          : somebodyElses(
              found,
              "delete this resource, or change its spec with spec.adopt.takeOver to have it back");
    }
    var stranger = ownership.filter(Ownership.NOBODY::equals).isPresent();
    if (stranger && !recorded.createdHere() && !intent.observesOnly()) {
      return AdoptionPlanner.plan(intent, found, circumstances);
    }
    return settle(intent, recorded, found);
  }

  /** A profile that the status does not name. */
  private static Action planFound(
      DesiredState intent,
      Recorded recorded,
      Observation.Found found,
      Circumstances circumstances) {
    return isOurs(intent, found)
        ? settle(intent, recorded, found)
        : AdoptionPlanner.plan(intent, found, circumstances);
  }

  /** A profile that is ours beyond doubt: bring its tags in order. */
  private static Action settle(DesiredState intent, Recorded recorded, Observation.Found found) {
    var differences =
        found.profile().map(is -> ProfileDiff.immutableDifferences(intent.profile(), is));
    if (differences.filter(list -> !list.isEmpty()).isPresent()) {
      return new Action.Refuse(
          Refusal.IMMUTABLE_FIELD_CHANGED,
          "Bedrock cannot change the profile %s (%s): create a new resource instead"
              .formatted(found.arn(), String.join("; ", differences.get())));
    }
    if (found.profile().filter(is -> !is.active()).isPresent()) {
      return new Action.Await(found);
    }
    var change =
        found
            .tags()
            .filter(have -> !intent.observesOnly())
            .map(have -> TagDiff.between(have, intent.profile(), recorded.appliedTagKeys()))
            .filter(tags -> !tags.isEmpty());
    return change.isPresent()
        ? new Action.Retag(found, change.get().put(), change.get().remove())
        : new Action.Keep(found.arn(), found.profile());
  }

  private static Action planSameName(
      DesiredState intent,
      Recorded recorded,
      List<Observation.Found> profiles,
      Circumstances circumstances) {
    var ours = oldest(intent, profiles, Ownership.OURS);
    if (ours.isPresent()) {
      return settle(intent, recorded, ours.get());
    }
    if (recorded.arn().isPresent()) {
      return lostForGood(intent, recorded, recorded.arn().get());
    }
    var predecessors = oldest(intent, profiles, Ownership.PREDECESSOR);
    if (predecessors.isPresent()) {
      return AdoptionPlanner.plan(intent, predecessors.get(), circumstances);
    }
    if (adoptsByName(intent) && !profiles.isEmpty()) {
      return planMatchingName(intent, profiles, circumstances);
    }
    if (intent.observesOnly()) {
      return nothingToObserve(intent, circumstances);
    }
    return switch (circumstances.nameClaim()) {
      case UNTRIED ->
          adoptsByName(intent) && !circumstances.settled()
              ? new Action.AwaitCertainty(intent.profile().name())
              : create(intent, recorded);
      case REFUSED_NOW ->
          profiles.isEmpty()
              ? awaitName(intent, circumstances)
              : nameConflict(intent, profiles.getFirst(), circumstances);
      case REFUSED_BEFORE ->
          profiles.isEmpty()
              ? renewToken(intent, recorded, circumstances)
              : nameConflict(intent, profiles.getFirst(), circumstances);
    };
  }

  private static Action awaitName(DesiredState intent, Circumstances circumstances) {
    return new Action.AwaitName(intent.profile().name(), circumstances.nameClaim());
  }

  private static Action renewToken(
      DesiredState intent, Recorded recorded, Circumstances circumstances) {
    return circumstances.settled()
        ? new Action.RenewToken(ClientRequestToken.after(intent.owner().uid(), recorded.token()))
        : awaitName(intent, circumstances);
  }

  /** Who named an ARN meant that profile, and none of the same name. */
  private static boolean adoptsByName(DesiredState intent) {
    return intent.adoption().filter(Adoption.OfMatchingName.class::isInstance).isPresent();
  }

  private static Action planMatchingName(
      DesiredState intent, List<Observation.Found> profiles, Circumstances circumstances) {
    if (!circumstances.settled()) {
      return new Action.AwaitCertainty(intent.profile().name());
    }
    if (profiles.size() > 1) {
      return new Action.Refuse(
          Refusal.ADOPTION_REFUSED,
          "%d profiles are named '%s': name the one to adopt in spec.adopt.inferenceProfileArn"
              .formatted(profiles.size(), intent.profile().name()));
    }
    return AdoptionPlanner.plan(intent, profiles.getFirst(), circumstances);
  }

  private static Optional<Observation.Found> oldest(
      DesiredState intent, List<Observation.Found> profiles, Ownership ownership) {
    return profiles.stream()
        .filter(
            found ->
                found.tags().map(intent.owner()::ownershipOf).filter(ownership::equals).isPresent())
        .min(Comparator.comparing(Planner::createdAt));
  }

  private static Instant createdAt(Observation.Found found) {
    return found.profile().flatMap(ObservedProfile::createdAt).orElse(Instant.MAX);
  }

  /** Adoption is offered only where it would succeed. */
  private static Action nameConflict(
      DesiredState intent, Observation.Found found, Circumstances circumstances) {
    var fits =
        circumstances.adoption() != AdoptionPermission.NEVER
            && circumstances.sourceModels().isPresent()
            && found
                .profile()
                .filter(
                    is ->
                        ProfileDiff.adoptionDifferences(
                                intent.profile(), is, circumstances.sourceModels())
                            .isEmpty())
                .isPresent();
    return somebodyElses(
        found,
        "create a resource with another inferenceProfileName" + (fits ? offer(intent, found) : ""));
  }

  private static String offer(DesiredState intent, Observation.Found found) {
    var owned =
        found
            .tags()
            .filter(tags -> intent.owner().ownershipOf(tags) == Ownership.OTHER)
            .isPresent();
    return owned
        ? ", or take this one over with spec.adopt.takeOver"
        : ", or adopt this one with spec.adopt";
  }

  private static Action somebodyElses(Observation.Found found, String remedy) {
    var owner = Owner.namedBy(found.tags().orElse(Map.of()));
    var whose =
        owner.uid().isEmpty()
            ? "was not created by this operator"
            : "belongs to %s/%s in cluster %s"
                .formatted(owner.namespace(), owner.name(), owner.cluster());
    return new Action.Refuse(
        Refusal.NAME_CONFLICT, "The profile %s %s: %s".formatted(found.arn(), whose, remedy));
  }
}
