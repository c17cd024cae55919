package io.bedrockoperator.profile;

/**
 * An AWS account, and whose credentials are used in it.
 *
 * @param uid of its BedrockAccount; empty for the operator's own credentials
 * @param id its 12 digits; empty for the account that the operator's own credentials are of
 */
public record AwsAccount(String uid, String id) {

  /** That of the operator's own credentials. */
  public static final AwsAccount OWN = new AwsAccount("", "");

  public boolean isOwn() {
    return uid.isEmpty();
  }
}
