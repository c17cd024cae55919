package io.bedrockoperator.profile;

/** What has to be read from Bedrock before anything can be decided. */
public sealed interface Look {

  /** What is known already is enough. */
  record Nowhere() implements Look {}

  /** At one profile: its description, its tags, or both. */
  record At(String arn, boolean profile, boolean tags) implements Look {}

  /** At every profile of that name. */
  record ByName(String region, String name) implements Look {}
}
