package io.bedrockoperator.profile;

/**
 * An AWS account, and the credentials that are used in it.
 *
 * @param uid the uid of its BedrockAccount; empty for the operator's own credentials
 * @param id the 12 digits; empty for the account of the operator's own credentials
 */
public record AwsAccount(String uid, String id) {

  /** The account of the operator's own credentials. */
  public static final AwsAccount OWN = new AwsAccount("", "");

  public boolean isOwn() {
    return uid.isEmpty();
  }
}
