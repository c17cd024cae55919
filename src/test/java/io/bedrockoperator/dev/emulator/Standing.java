package io.bedrockoperator.dev.emulator;

/** What has become of the credentials that sign a request. */
public enum Standing {
  VALID,
  EXPIRED,
  /** Denied everything by the policy that AWS calls AWSRevokeOlderSessions. */
  REVOKED,
  /** The key and the session token belong to nothing that AWS knows. */
  UNKNOWN
}
