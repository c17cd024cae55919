package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.ProfileStore;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.Circumstances;
import io.bedrockoperator.profile.Intent;
import io.bedrockoperator.profile.Look;
import io.bedrockoperator.profile.NameClaim;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Planner;
import io.bedrockoperator.profile.Sighting;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks where it is told to, and changes nothing.
 *
 * @param now what was listed before is not looked at
 */
record Observer(ProfileStore profiles, Listings listings, ResourceStore resources, long now) {

  Sighting look(Look look) {
    return switch (look) {
      case Look.Nowhere() -> new Sighting.NotLooked();
      case Look.At(String arn, boolean profile, boolean tags) -> at(arn, profile, tags);
      case Look.ByName(String region, String name) ->
          new Sighting.SameName(
              listings.since(region, now).named(name).stream().flatMap(this::tagged).toList());
    };
  }

  Circumstances adoptionCircumstances(
      Intent intent,
      Sighting.Found candidate,
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
      Intent intent, Sighting.Found candidate, NameClaim nameClaim, AdoptionPermission permission) {
    return permission == AdoptionPermission.GRANTED
        || intent.observesOnly()
        || nameClaim != NameClaim.UNTRIED
        || candidate
            .tags()
            .filter(tags -> intent.owner().ownershipOf(tags) == Owner.Ownership.PREDECESSOR)
            .isPresent();
  }

  private Sighting at(String arn, boolean readProfile, boolean readTags) {
    var profile = readProfile ? profiles.find(arn) : Optional.<ObservedProfile>empty();
    if (readProfile && profile.isEmpty()) {
      return new Sighting.Missing(arn, false);
    }
    var tags = readTags ? profiles.tags(arn) : Optional.<Map<String, String>>empty();
    if (readTags && tags.isEmpty()) {
      return new Sighting.Missing(arn, false);
    }
    return new Sighting.Found(arn, profile, tags);
  }

  /** A listed profile whose tags are gone is gone itself. */
  private Stream<Sighting.Found> tagged(ObservedProfile profile) {
    return profiles.tags(profile.arn()).stream()
        .map(tags -> new Sighting.Found(profile.arn(), Optional.of(profile), Optional.of(tags)));
  }
}
