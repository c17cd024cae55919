package io.bedrockoperator.profile;

/** What happens to the profile when its resource is deleted. */
public enum DeletionPolicy {
  DELETE,
  RETAIN
}
