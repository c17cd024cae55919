package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Owner;
import java.util.Optional;

/** What has to be read before anything can be decided. */
public sealed interface ReadPlan {

  /** Nothing: what is known is enough. */
  record Nowhere() implements ReadPlan {}

  /** One profile: its description, its tags, or both. */
  record At(String arn, boolean profile, boolean tags) implements ReadPlan {}

  /** Every profile of that name. */
  record ByName(String region, String name) implements ReadPlan {}

  /**
   * What an adoption depends on: whether the namespace may adopt, and then the rest.
   *
   * @param arn the ARN of the profile
   * @param owner the owner that its tags name, if it matters whether that resource exists
   * @param modelsInAnyCase whether the models of the source are needed even without the permission
   */
  record ForAdoption(String arn, Optional<Owner> owner, boolean modelsInAnyCase)
      implements ReadPlan {}
}
