package io.bedrockoperator.profile.plan;

/** What is known of the wanted name from asking for it. */
public enum NameClaim {
  UNTRIED,
  /** Bedrock answered a conflict in this pass. */
  REFUSED_NOW,
  /** An earlier pass gave up on it. */
  REFUSED_BEFORE
}
