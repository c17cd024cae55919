package io.bedrockoperator.aws.sdk;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** The credentials of one account, and of no other. Safe for use by multiple threads. */
interface AccountIdentity extends IdentityProvider<AwsCredentialsIdentity> {

  @Override
  default Class<AwsCredentialsIdentity> identityType() {
    return AwsCredentialsIdentity.class;
  }

  /** Refreshes credentials that are in use, so that no call has to wait; called periodically. */
  void refreshIfUsed();

  /** Records that AWS rejected the credentials. */
  void rejected();
}
