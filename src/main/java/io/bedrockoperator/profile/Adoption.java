package io.bedrockoperator.profile;

/** The user's wish to take over a profile that is already there. */
public sealed interface Adoption {

  /** Also when another resource or cluster still owns it. */
  boolean takeOver();

  record OfArn(String arn, boolean takeOver) implements Adoption {}

  record OfMatchingName(boolean takeOver) implements Adoption {}
}
