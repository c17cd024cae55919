package io.bedrockoperator.aws.sdk;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** The credentials of one account, and of no other. Safe for many threads. */
interface AccountIdentity extends IdentityProvider<AwsCredentialsIdentity> {

  @Override
  default Class<AwsCredentialsIdentity> identityType() {
    return AwsCredentialsIdentity.class;
  }

  /** Sees to it, at times, that no call has to wait for new ones. */
  void refreshIfUsed();

  /** AWS does not take them any more. */
  void rejected();
}
