package io.bedrockoperator.profile;

/** What to do when the profile vanished outside Kubernetes. */
public enum RecreatePolicy {
  RECREATE,
  NEVER
}
