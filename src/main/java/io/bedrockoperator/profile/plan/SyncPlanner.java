package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.ProfileDiff;
import io.bedrockoperator.profile.TagDiff;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Optional;

/** Decides how to bring a profile in sync that certainly belongs to the resource: by its tags. */
final class SyncPlanner {

  private SyncPlanner() {}

  static Action plan(PlanInput input, Observation.Found found) {
    var seen =
        found
            .profile()
            .or(() -> input.listed().filter(profile -> profile.arn().equals(found.arn())));
    var differences = differences(input, seen);
    if (!differences.isEmpty()) {
      return new Action.Refuse(
          Refusal.IMMUTABLE_FIELD_CHANGED,
          "Bedrock cannot change the profile %s (%s): create a new resource instead"
              .formatted(found.arn(), String.join("; ", differences)));
    }
    var diff = tagDiff(input, found);
    if (found.profile().filter(profile -> !profile.active()).isPresent()) {
      var tagsAreKnown = input.desired().observesOnly() || found.tags().isPresent();
      return new Action.Await(found, tagsAreKnown && diff.isEmpty());
    }
    return diff.<Action>map(tags -> new Action.Retag(found, tags.put(), tags.remove()))
        .orElseGet(() -> new Action.Keep(found.arn(), found.profile()));
  }

  private static List<String> differences(PlanInput input, Optional<ObservedProfile> seen) {
    return seen.map(profile -> ProfileDiff.immutableDifferences(input.desired().profile(), profile))
        .orElse(List.of());
  }

  private static Optional<TagDiff> tagDiff(PlanInput input, Observation.Found found) {
    return found
        .tags()
        .filter(current -> !input.desired().observesOnly())
        .map(
            current ->
                TagDiff.between(
                    current, input.desired().profile(), input.record().appliedTagKeys()))
        .filter(diff -> !diff.isEmpty());
  }
}
