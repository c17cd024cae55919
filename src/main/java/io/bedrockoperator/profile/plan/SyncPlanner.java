package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.ProfileDiff;
import io.bedrockoperator.profile.TagDiff;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Optional;

/** Decides what brings a profile in line that is the resource's beyond doubt: its tags. */
final class SyncPlanner {

  private SyncPlanner() {}

  static Action plan(PlanInput input, Observation.Found found) {
    var seen = found.profile().or(() -> input.listed().filter(is -> is.arn().equals(found.arn())));
    var differences = differences(input, seen);
    if (!differences.isEmpty()) {
      return new Action.Refuse(
          Refusal.IMMUTABLE_FIELD_CHANGED,
          "Bedrock cannot change the profile %s (%s): create a new resource instead"
              .formatted(found.arn(), String.join("; ", differences)));
    }
    var diff = tagDiff(input, found);
    if (found.profile().filter(is -> !is.active()).isPresent()) {
      var tagsAreKnown = input.desired().observesOnly() || found.tags().isPresent();
      return new Action.Await(found, tagsAreKnown && diff.isEmpty());
    }
    return diff.<Action>map(tags -> new Action.Retag(found, tags.put(), tags.remove()))
        .orElseGet(() -> new Action.Keep(found.arn(), found.profile()));
  }

  private static List<String> differences(PlanInput input, Optional<ObservedProfile> seen) {
    return seen.map(is -> ProfileDiff.immutableDifferences(input.desired().profile(), is))
        .orElse(List.of());
  }

  private static Optional<TagDiff> tagDiff(PlanInput input, Observation.Found found) {
    return found
        .tags()
        .filter(have -> !input.desired().observesOnly())
        .map(
            have ->
                TagDiff.between(have, input.desired().profile(), input.record().appliedTagKeys()))
        .filter(diff -> !diff.isEmpty());
  }
}
