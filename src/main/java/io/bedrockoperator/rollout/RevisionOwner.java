package io.bedrockoperator.rollout;

/** Whose an InferenceProfile is that has the name of a revision. */
public enum RevisionOwner {
  /** The deployment's. */
  DEPLOYMENT,
  /** That of a deleted deployment of the same name; the garbage collector removes it. */
  EARLIER_DEPLOYMENT,
  /** Somebody else's, or nobody's. */
  STRANGER
}
