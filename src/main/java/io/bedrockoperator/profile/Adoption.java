package io.bedrockoperator.profile;

/** The user's request to adopt a profile that already exists. */
public sealed interface Adoption {

  /** Whether to adopt the profile even if another resource or cluster still owns it. */
  boolean takeOver();

  record OfArn(String arn, boolean takeOver) implements Adoption {}

  record OfMatchingName(boolean takeOver) implements Adoption {}
}
