package io.bedrockoperator.profile;

/** Whether the platform team allows a namespace to adopt profiles. */
public enum AdoptionPermission {
  GRANTED,
  /** The namespace does not have the permission, but can be given it. */
  WITHHELD,
  /** No namespace can have the permission. */
  NEVER
}
