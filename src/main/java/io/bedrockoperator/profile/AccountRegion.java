package io.bedrockoperator.profile;

/**
 * An AWS account and a Region in it: what has a quota, a listing and a limit of calls of its own.
 *
 * @param account whose credentials are used; empty for the operator's own
 */
public record AccountRegion(String account, String region) {

  /** In the account that the operator's own credentials are of. */
  public static AccountRegion own(String region) {
    return new AccountRegion("", region);
  }
}
