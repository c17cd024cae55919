package io.bedrockoperator.profile;

/** Whether the operator may write to AWS. */
public enum ManagementPolicy {
  FULL,
  OBSERVE
}
