package io.bedrockoperator.rollout;

import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.api.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Revisions to plan with: each model makes another one. */
final class Revisions {

  static final RevisionHealth PENDING =
      new RevisionHealth(false, false, false, false, false, "Creating", "creating");
  static final RevisionHealth FAILED =
      new RevisionHealth(false, false, false, false, true, "QuotaExceeded", "no quota");
  static final RevisionHealth READY =
      new RevisionHealth(true, true, true, true, false, "Available", "there");
  static final RevisionHealth USABLE =
      new RevisionHealth(false, true, true, true, false, "Available", "there");
  static final RevisionHealth BROKEN =
      new RevisionHealth(false, false, false, true, true, "ProfileLost", "lost");

  private Revisions() {}

  static DesiredRevision desired(String model) {
    return desired(model, "a");
  }

  static DesiredRevision desired(String model, String team) {
    return DesiredRevision.of(
        "chat",
        new ProfileTemplateSpec(
            "chat", null, new ModelSource(model), List.of(new Tag("team", team)), null, null, null),
        Map.of("managed", "yes"),
        Map.of("note", "n"));
  }

  static String name(String model) {
    return desired(model).name();
  }

  static ObservedRevision revision(String model, RevisionHealth health) {
    return revision(desired(model), health);
  }

  static ObservedRevision revision(DesiredRevision made, RevisionHealth health) {
    return new ObservedRevision(
        made.name(),
        "uid-" + made.name(),
        "1",
        RevisionOwner.DEPLOYMENT,
        false,
        Optional.of(made.spec()),
        made.labels(),
        made.annotations(),
        health,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  static ObservedRevision ownedBy(RevisionOwner owner, ObservedRevision seen) {
    return new ObservedRevision(
        seen.name(),
        seen.uid(),
        seen.version(),
        owner,
        seen.terminating(),
        seen.spec(),
        seen.labels(),
        seen.annotations(),
        seen.health(),
        seen.arn(),
        seen.models(),
        seen.modelActive());
  }

  static ObservedRevision terminating(ObservedRevision seen) {
    return new ObservedRevision(
        seen.name(),
        seen.uid(),
        seen.version(),
        seen.owner(),
        true,
        seen.spec(),
        seen.labels(),
        seen.annotations(),
        seen.health(),
        seen.arn(),
        seen.models(),
        seen.modelActive());
  }
}
