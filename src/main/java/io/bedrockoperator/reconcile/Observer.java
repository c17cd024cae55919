package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.inventory.Inventories;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.PlanInput.AdoptionFacts;
import io.bedrockoperator.profile.plan.ReadPlan;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what it is told to, and changes nothing.
 *
 * @param since what was listed before is not looked at
 */
record Observer(
    ProfileStore profiles, Inventories inventories, ResourceStore resources, long since) {

  Observation at(ReadPlan.At plan) {
    var profile = plan.profile() ? profiles.find(plan.arn()) : Optional.<ObservedProfile>empty();
    if (plan.profile() && profile.isEmpty()) {
      return new Observation.Missing(plan.arn(), false);
    }
    var tags = plan.tags() ? profiles.tags(plan.arn()) : Optional.<Map<String, String>>empty();
    if (plan.tags() && tags.isEmpty()) {
      return new Observation.Missing(plan.arn(), false);
    }
    return new Observation.Found(plan.arn(), profile, tags);
  }

  Observation named(ReadPlan.ByName plan) {
    var listed = inventories.since(plan.region(), since).named(plan.name());
    return new Observation.SameName(listed.stream().flatMap(this::tagged).toList());
  }

  /** A listed profile whose tags are gone is gone itself. */
  private Stream<Observation.Found> tagged(ObservedProfile profile) {
    return profiles.tags(profile.arn()).stream()
        .map(tags -> new Observation.Found(profile.arn(), Optional.of(profile), Optional.of(tags)));
  }

  AdoptionFacts forAdoption(ReadPlan.ForAdoption plan, DesiredProfile desired) {
    var permission = resources.adoptionIn(desired.owner().namespace());
    var granted = permission == AdoptionPermission.GRANTED;
    return new AdoptionFacts(
        permission,
        granted && plan.owner().filter(resources::exists).isPresent(),
        granted || plan.modelsInAnyCase()
            ? Optional.of(profiles.modelsOf(desired.region(), desired.copyFrom()))
            : Optional.empty());
  }
}
