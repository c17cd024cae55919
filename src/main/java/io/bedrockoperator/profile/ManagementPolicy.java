package io.bedrockoperator.profile;

/** Whether anything may be written to AWS. */
public enum ManagementPolicy {
  FULL,
  OBSERVE
}
