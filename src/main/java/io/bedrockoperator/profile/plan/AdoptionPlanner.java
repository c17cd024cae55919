package io.bedrockoperator.profile.plan;

import static java.util.stream.Collectors.joining;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.ProfileDiff;
import io.bedrockoperator.profile.TagDiff;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides whether this resource may adopt an existing profile. */
final class AdoptionPlanner {

  private AdoptionPlanner() {}

  static Action plan(PlanInput input, Observation.Found found) {
    if (found.profile().isEmpty()) {
      return new Action.LookAgain(found.arn());
    }
    var desired = input.desired();
    var profile = found.profile().get();
    var tags = found.tags().orElse(Map.of());
    var ownership = desired.owner().ownershipOf(tags);
    if (!input.settled() || mayBeDeleted(input, ownership)) {
      return new Action.AwaitCertainty(profile.name());
    }
    var differences =
        ProfileDiff.adoptionDifferences(
            desired.profile(), profile, input.adoption().sourceModels());
    if (desired.observesOnly()) {
      return differences.isEmpty()
          ? observe(found, profile)
          : unfit(profile, differences, Optional.empty());
    }
    var permission = input.adoption().permission();
    if (ownership != Ownership.PREDECESSOR && permission != AdoptionPermission.GRANTED) {
      return notPermitted(found, permission);
    }
    var owner =
        ownership == Ownership.OTHER && !mayTakeOver(desired)
            ? livingOwner(desired, tags, input.adoption().ownerLives())
            : Optional.<String>empty();
    return differences.isEmpty() && owner.isEmpty()
        ? adopt(input, profile, tags, ownership)
        : unfit(profile, differences, owner);
  }

  /**
   * An earlier resource of the same name may have deleted its profile moments ago, and Bedrock
   * shows deletions late.
   */
  private static boolean mayBeDeleted(PlanInput input, Ownership ownership) {
    return ownership == Ownership.PREDECESSOR && !input.deletionsSettled();
  }

  private static Action notPermitted(Observation.Found found, AdoptionPermission permission) {
    return new Action.Refuse(
        Refusal.ADOPTION_REFUSED,
        permission == AdoptionPermission.NEVER
            ? "The profile %s cannot be adopted, since this operator never adopts: remove spec.adopt"
                .formatted(found.arn())
            : "This namespace may not adopt %s: have the platform team annotate it with"
                    .formatted(found.arn())
                + " bedrock-operator.io/adoption: allowed");
  }

  private static boolean mayTakeOver(DesiredState desired) {
    return desired.adoption().map(Adoption::takeOver).orElse(false);
  }

  /** An objection about the owner says itself what to do; the differences need a remedy. */
  private static Action unfit(
      ObservedProfile profile, List<String> differences, Optional<String> owner) {
    var objections = Stream.concat(differences.stream(), owner.stream()).collect(joining("; "));
    var remedy =
        differences.isEmpty()
            ? ""
            : ": create a resource that describes it as it is, or name another in spec.adopt";
    return new Action.Refuse(
        Refusal.ADOPTION_REFUSED,
        "The profile %s does not fit: %s%s".formatted(profile.arn(), objections, remedy));
  }

  private static Action observe(Observation.Found found, ObservedProfile profile) {
    return profile.active()
        ? new Action.Keep(profile.arn(), Optional.of(profile))
        : new Action.Await(found, true);
  }

  private static Action adopt(
      PlanInput input, ObservedProfile profile, Map<String, String> tags, Ownership ownership) {
    var desired = input.desired();
    if (desired.adoption().isPresent() && input.record().createdHere()) {
      return new Action.ChangeToken(Optional.empty(), "Adopting the profile " + profile.arn());
    }
    var formerOwner =
        ownership == Ownership.NOBODY ? Optional.<Owner>empty() : Optional.of(Owner.namedBy(tags));
    var put = TagDiff.between(tags, desired.profile(), Set.of()).put();
    return new Action.Adopt(profile, put, formerOwner);
  }

  private static Optional<String> livingOwner(
      DesiredState desired, Map<String, String> tags, boolean ownerLives) {
    var owner = Owner.namedBy(tags);
    if (!owner.cluster().equals(desired.owner().cluster())) {
      return Optional.of(
          "it belongs to the cluster '%s' (spec.adopt.takeOver takes it over)"
              .formatted(owner.cluster()));
    }
    return ownerLives
        ? Optional.of(
            "it belongs to the resource %s/%s (spec.adopt.takeOver takes it over)"
                .formatted(owner.namespace(), owner.name()))
        : Optional.empty();
  }
}
