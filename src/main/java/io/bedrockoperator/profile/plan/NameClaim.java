package io.bedrockoperator.profile.plan;

/** What is known of the wanted name from asking for it. */
public enum NameClaim {
  UNTRIED,
  /** Bedrock answered a conflict, and nobody has looked yet whose the name is. */
  REFUSED_NOW,
  /** An earlier reconciliation gave up on it. */
  REFUSED_BEFORE
}
