package io.bedrockoperator.rollout;

/** Who owns an InferenceProfile that has the name of a revision. */
public enum RevisionOwner {
  /** The deployment. */
  DEPLOYMENT,
  /** A deleted deployment of the same name. The garbage collector removes the InferenceProfile. */
  EARLIER_DEPLOYMENT,
  /** Somebody else, or nobody. */
  STRANGER
}
