package io.bedrockoperator.profile;

/**
 * An AWS account and a Region in it. Each such place has its own quota, listing and limit of calls.
 */
public record AccountRegion(AwsAccount account, String region) {

  /**
   * How many places are remembered at most. No cluster uses as many, since each would be listed
   * every few minutes; but resources can name Regions that do not exist, and each takes memory.
   */
  public static final int MOST_REMEMBERED = 5_000;

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
