package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.ClientRequestToken;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.ProfileDiff;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides between the existing profiles of a name, or creates one if there is none. */
final class NamePlanner {

  private NamePlanner() {}

  /**
   * @param profiles the profiles of the name that may exist, without the one that the status names
   */
  static Action plan(PlanInput input, List<Observation.Found> profiles) {
    var desired = input.desired();
    var ours = Owners.oldest(desired, profiles, Ownership.OURS);
    if (ours.isPresent()) {
      return SyncPlanner.plan(input, ours.get());
    }
    if (input.record().arn().isPresent()) {
      return LossPlanner.lostForGood(input, input.record().arn().get());
    }
    var predecessors = Owners.oldest(desired, profiles, Ownership.PREDECESSOR);
    if (predecessors.isPresent()) {
      return AdoptionPlanner.plan(input, predecessors.get());
    }
    if (Adoptions.isByName(desired) && !profiles.isEmpty()) {
      return matchingName(input, profiles);
    }
    return desired.observesOnly() ? nothingToObserve(input) : claim(input, profiles);
  }

  private static Action matchingName(PlanInput input, List<Observation.Found> profiles) {
    var name = input.desired().profile().name();
    if (!input.settled()) {
      return new Action.AwaitCertainty(name);
    }
    if (profiles.size() > 1) {
      return new Action.Refuse(
          Refusal.ADOPTION_REFUSED,
          "%d profiles are named '%s': name the one to adopt in spec.adopt.inferenceProfileArn"
              .formatted(profiles.size(), name));
    }
    return AdoptionPlanner.plan(input, profiles.getFirst());
  }

  private static Action nothingToObserve(PlanInput input) {
    var profile = input.desired().profile();
    if (!input.settled()) {
      return new Action.AwaitCertainty(profile.name());
    }
    return input.desired().adoption().isEmpty()
        ? nameOneToObserve()
        : new Action.Refuse(
            Refusal.ADOPTION_REFUSED,
            "There is no profile named '%s' in %s to observe: create a resource with the right name"
                    .formatted(profile.name(), profile.region())
                + " and Region, or wait for the profile");
  }

  static Action nameOneToObserve() {
    return new Action.Refuse(
        Refusal.INVALID_SPEC,
        "managementPolicy Observe has no profile to observe: set spec.adopt.inferenceProfileArn or"
            + " spec.adopt.matchingName");
  }

  private static Action claim(PlanInput input, List<Observation.Found> profiles) {
    return switch (input.nameClaim()) {
      case UNTRIED ->
          Adoptions.isByName(input.desired()) && !input.settled()
              ? new Action.AwaitCertainty(input.desired().profile().name())
              : create(input);
      case REFUSED_NOW ->
          profiles.isEmpty() ? awaitName(input) : nameConflict(input, profiles.getFirst());
      case REFUSED_BEFORE ->
          profiles.isEmpty() ? rotateToken(input) : nameConflict(input, profiles.getFirst());
    };
  }

  static Action create(PlanInput input) {
    var uid = input.desired().owner().uid();
    var token = input.record().token().orElse(ClientRequestToken.first(uid));
    return input.desired().adoption().isPresent() && input.record().token().isEmpty()
        ? new Action.ChangeToken(
            Optional.of(token), "There is no profile to adopt; creating one instead")
        : new Action.Create(input.desired().profile(), token);
  }

  private static Action awaitName(PlanInput input) {
    return new Action.AwaitName(input.desired().profile().name(), input.nameClaim());
  }

  private static Action rotateToken(PlanInput input) {
    return input.settled()
        ? new Action.RotateToken(
            input.desired().profile().name(),
            ClientRequestToken.after(input.desired().owner().uid(), input.record().token()))
        : awaitName(input);
  }

  /** Adoption is suggested only if it would succeed. */
  private static Action nameConflict(PlanInput input, Observation.Found found) {
    var desired = input.desired();
    var models = input.adoption().sourceModels();
    var fits =
        input.adoption().permission() != AdoptionPermission.NEVER
            && models.isPresent()
            && found
                .profile()
                .filter(
                    profile ->
                        ProfileDiff.adoptionDifferences(desired.profile(), profile, models)
                            .isEmpty())
                .isPresent();
    return somebodyElses(
        found,
        "create a resource with another inferenceProfileName"
            + (fits ? offer(desired, found) : ""));
  }

  private static String offer(DesiredState desired, Observation.Found found) {
    return Owners.of(desired, found).filter(Ownership.OTHER::equals).isPresent()
        ? ", or take this one over with spec.adopt.takeOver"
        : ", or adopt this one with spec.adopt";
  }

  static Action somebodyElses(Observation.Found found, String remedy) {
    var owner = Owner.namedBy(found.tags().orElse(Map.of()));
    return new Action.Refuse(
        Refusal.NAME_CONFLICT,
        "The profile %s %s: %s".formatted(found.arn(), whose(owner), remedy));
  }

  private static String whose(Owner owner) {
    if (owner.uid().isEmpty()) {
      return "was not created by this operator";
    }
    var isNamed =
        Stream.of(owner.namespace(), owner.name(), owner.cluster()).noneMatch(String::isEmpty);
    return isNamed
        ? "belongs to %s/%s in cluster %s"
            .formatted(owner.namespace(), owner.name(), owner.cluster())
        : "belongs to a resource that its tags name in part";
  }
}
