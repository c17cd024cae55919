package io.bedrockoperator.profile;

/** What to do if the profile was deleted outside Kubernetes. */
public enum RecreatePolicy {
  RECREATE,
  NEVER
}
