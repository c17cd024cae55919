package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Owner;
import java.util.Optional;

/** What has to be read before anything can be decided. */
public sealed interface ReadPlan {

  /** What is known already is enough. */
  record Nowhere() implements ReadPlan {}

  /** One profile: its description, its tags, or both. */
  record At(String arn, boolean profile, boolean tags) implements ReadPlan {}

  /** Every profile of that name. */
  record ByName(String region, String name) implements ReadPlan {}

  /**
   * What an adoption depends on: whether the namespace may adopt, and then the rest.
   *
   * @param arn of the profile
   * @param owner whom its tags name, if it matters whether it is that resource's
   * @param modelsInAnyCase the models of the source are needed also where the permission is missing
   */
  record ForAdoption(String arn, Optional<Owner> owner, boolean modelsInAnyCase)
      implements ReadPlan {}
}
