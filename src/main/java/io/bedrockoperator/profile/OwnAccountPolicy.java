package io.bedrockoperator.profile;

/** When new profiles go to the operator's own account. */
public enum OwnAccountPolicy {
  WHEN_NO_ACCOUNTS,
  NEVER
}
