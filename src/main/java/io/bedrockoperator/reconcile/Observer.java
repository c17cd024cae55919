package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.PlanInput.AdoptionFacts;
import io.bedrockoperator.profile.plan.ReadPlan;
import io.bedrockoperator.status.StatusReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads what a plan asks for, no older than the start of the reconciliation, and changes nothing.
 */
record Observer(ReconcileContext context) {

  Observation at(ReadPlan.At plan) {
    var store = context.profiles(context.placeOf(plan.arn()));
    var profile = plan.profile() ? store.find(plan.arn()) : Optional.<ObservedProfile>empty();
    if (plan.profile() && profile.isEmpty()) {
      return new Observation.Missing(plan.arn(), false);
    }
    var tags = plan.tags() ? store.tags(plan.arn()) : Optional.<Map<String, String>>empty();
    if (plan.tags() && tags.isEmpty()) {
      return new Observation.Missing(plan.arn(), false);
    }
    return new Observation.Found(plan.arn(), profile, tags);
  }

  /** Leaves out a listed profile whose tags are not found: it has been deleted since. */
  Observation.SameName named(ReadPlan.ByName plan) {
    var place = context.place(plan.region());
    var store = context.profiles(place);
    return new Observation.SameName(
        context.listing(place, context.startedAt()).named(plan.name()).stream()
            .flatMap(
                profile -> store.tags(profile.arn()).stream().map(tags -> found(profile, tags)))
            .toList());
  }

  private static Observation.Found found(ObservedProfile profile, Map<String, String> tags) {
    return new Observation.Found(profile.arn(), Optional.of(profile), Optional.of(tags));
  }

  AdoptionFacts forAdoption(ReadPlan.ForAdoption plan, DesiredProfile desired) {
    var permission = context.resources().adoptionIn(desired.owner().namespace());
    var granted = permission == AdoptionPermission.GRANTED;
    return new AdoptionFacts(
        permission,
        granted
            && plan.owner()
                .filter(owner -> context.resources().exists(owner, mayOwn(plan.arn())))
                .isPresent(),
        granted || plan.modelsInAnyCase()
            ? Optional.of(
                context.profiles(context.place(desired.region())).modelsOf(desired.copyFrom()))
            : Optional.empty());
  }

  private static Predicate<InferenceProfile> mayOwn(String arn) {
    return resource -> StatusReader.record(resource).mayOwn(arn);
  }
}
