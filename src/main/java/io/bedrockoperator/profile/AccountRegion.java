package io.bedrockoperator.profile;

/**
 * An AWS account and a Region in it. Each such place has its own quota, listing and limit of calls.
 */
public record AccountRegion(AwsAccount account, String region) {

  /** Returns the place in the account of the operator's own credentials. */
  public static AccountRegion own(String region) {
    return new AccountRegion(AwsAccount.OWN, region);
  }

  /**
   * Returns the place regardless of the credentials, which is how AWS counts calls and profiles.
   */
  public AccountRegion ofAnyCredentials() {
    return new AccountRegion(new AwsAccount("", account.id()), region);
  }
}
