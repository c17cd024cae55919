package io.bedrockoperator.profile;

/** What becomes of the profile when its resource is deleted. */
public enum DeletionPolicy {
  DELETE,
  RETAIN
}
