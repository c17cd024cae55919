package io.bedrockoperator.profile;

/** Whether the platform team lets a namespace adopt profiles. */
public enum AdoptionPermission {
  GRANTED,
  /** The namespace may be given the permission, and does not have it. */
  WITHHELD,
  /** No namespace can have it. */
  NEVER
}
