package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.inventory.Inventories;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.plan.Circumstances;
import io.bedrockoperator.profile.plan.NameClaim;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.Planner;
import io.bedrockoperator.profile.plan.ReadPlan;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks where it is told to, and changes nothing.
 *
 * @param now what was listed before is not looked at
 */
record Observer(ProfileStore profiles, Inventories listings, ResourceStore resources, long now) {

  Observation look(ReadPlan look) {
    return switch (look) {
      case ReadPlan.Nowhere() -> new Observation.NotLooked();
      case ReadPlan.At(String arn, boolean profile, boolean tags) -> at(arn, profile, tags);
      case ReadPlan.ByName(String region, String name) ->
          new Observation.SameName(
              listings.since(region, now).named(name).stream().flatMap(this::tagged).toList());
    };
  }

  Circumstances adoptionCircumstances(
      DesiredState intent,
      Observation.Found candidate,
      NameClaim nameClaim,
      boolean settled,
      boolean specChanged) {
    var profile = intent.profile();
    var permission = resources.adoptionIn(profile.owner().namespace());
    return new Circumstances(
        nameClaim,
        settled,
        specChanged,
        permission,
        permission == AdoptionPermission.GRANTED
            && Planner.ownerToAskFor(intent, candidate).filter(resources::exists).isPresent(),
        mayComeToTheModels(intent, candidate, nameClaim, permission)
            ? Optional.of(profiles.modelsOf(profile.region(), profile.copyFrom()))
            : Optional.empty());
  }

  /** What is refused for want of a permission costs no call. */
  private static boolean mayComeToTheModels(
      DesiredState intent,
      Observation.Found candidate,
      NameClaim nameClaim,
      AdoptionPermission permission) {
    return permission == AdoptionPermission.GRANTED
        || intent.observesOnly()
        || nameClaim != NameClaim.UNTRIED
        || candidate
            .tags()
            .filter(tags -> intent.owner().ownershipOf(tags) == Owner.Ownership.PREDECESSOR)
            .isPresent();
  }

  private Observation at(String arn, boolean readProfile, boolean readTags) {
    var profile = readProfile ? profiles.find(arn) : Optional.<ObservedProfile>empty();
    if (readProfile && profile.isEmpty()) {
      return new Observation.Missing(arn, false);
    }
    var tags = readTags ? profiles.tags(arn) : Optional.<Map<String, String>>empty();
    if (readTags && tags.isEmpty()) {
      return new Observation.Missing(arn, false);
    }
    return new Observation.Found(arn, profile, tags);
  }

  /** A listed profile whose tags are gone is gone itself. */
  private Stream<Observation.Found> tagged(ObservedProfile profile) {
    return profiles.tags(profile.arn()).stream()
        .map(tags -> new Observation.Found(profile.arn(), Optional.of(profile), Optional.of(tags)));
  }
}
