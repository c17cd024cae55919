package io.bedrockoperator.profile.plan;

/** What is known about the desired name from trying to create a profile with it. */
public enum NameClaim {
  UNTRIED,
  /**
   * Bedrock answered with a conflict, and no reconciliation has looked up yet who holds the name.
   */
  REFUSED_NOW,
  /** An earlier reconciliation gave up on the name. */
  REFUSED_BEFORE
}
