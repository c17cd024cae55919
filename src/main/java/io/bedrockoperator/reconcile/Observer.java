package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.ProfileStore;
import io.bedrockoperator.profile.Circumstances;
import io.bedrockoperator.profile.Intent;
import io.bedrockoperator.profile.Look;
import io.bedrockoperator.profile.NameClaim;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Owner.Ownership;
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

  Sighting look(Look look, Owner owner) {
    return switch (look) {
      case Look.Nowhere() -> new Sighting.NotLooked();
      case Look.At(String arn, boolean profile, boolean tags) -> at(arn, profile, tags, owner);
      case Look.ByName(String region, String name) ->
          new Sighting.SameName(
              listings.since(region, now).named(name).stream()
                  .flatMap(found -> tagged(found, owner))
                  .toList());
    };
  }

  Circumstances adoptionCircumstances(
      Intent intent, NameClaim nameClaim, boolean settled, boolean specChanged) {
    var profile = intent.profile();
    return new Circumstances(
        nameClaim,
        settled,
        specChanged,
        resources.allowsAdoption(profile.owner().namespace()),
        Optional.of(profiles.modelsOf(profile.region(), profile.copyFrom())));
  }

  private Sighting at(String arn, boolean readProfile, boolean readTags, Owner owner) {
    var profile = readProfile ? profiles.find(arn) : Optional.<ObservedProfile>empty();
    if (readProfile && profile.isEmpty()) {
      return new Sighting.Missing(arn, false);
    }
    var tags = readTags ? profiles.tags(arn) : Optional.<Map<String, String>>empty();
    if (readTags && tags.isEmpty()) {
      return new Sighting.Missing(arn, false);
    }
    return found(arn, profile, tags, owner);
  }

  /** A listed profile whose tags are gone is gone itself. */
  private Stream<Sighting.Found> tagged(ObservedProfile profile, Owner owner) {
    return profiles.tags(profile.arn()).stream()
        .map(tags -> found(profile.arn(), Optional.of(profile), Optional.of(tags), owner));
  }

  private Sighting.Found found(
      String arn,
      Optional<ObservedProfile> profile,
      Optional<Map<String, String>> tags,
      Owner owner) {
    var ownerLives =
        tags.filter(found -> owner.ownershipOf(found) == Ownership.OTHER)
            .map(Owner::namedBy)
            .filter(other -> other.cluster().equals(owner.cluster()))
            .map(resources::exists)
            .orElse(false);
    return new Sighting.Found(arn, profile, tags, ownerLives);
  }
}
