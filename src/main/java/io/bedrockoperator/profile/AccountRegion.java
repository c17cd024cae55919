package io.bedrockoperator.profile;

/**
 * An AWS account and a Region in it: what has a quota, a listing and a limit of calls of its own.
 */
public record AccountRegion(AwsAccount account, String region) {

  /** In the account that the operator's own credentials are of. */
  public static AccountRegion own(String region) {
    return new AccountRegion(AwsAccount.OWN, region);
  }

  /** As AWS counts calls and profiles: whose credentials are used makes no difference. */
  public AccountRegion ofAnyCredentials() {
    return new AccountRegion(new AwsAccount("", account.id()), region);
  }
}
