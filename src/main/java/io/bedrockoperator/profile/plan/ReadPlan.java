package io.bedrockoperator.profile.plan;

/** What has to be read from Bedrock before anything can be decided. */
public sealed interface ReadPlan {

  /** What is known already is enough. */
  record Nowhere() implements ReadPlan {}

  /** At one profile: its description, its tags, or both. */
  record At(String arn, boolean profile, boolean tags) implements ReadPlan {}

  /** At every profile of that name. */
  record ByName(String region, String name) implements ReadPlan {}
}
