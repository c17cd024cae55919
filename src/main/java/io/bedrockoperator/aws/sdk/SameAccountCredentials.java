package io.bedrockoperator.aws.sdk;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * The operator's own credentials, as long as they belong to the account.
 *
 * @param own refreshes its credentials by itself
 */
record SameAccountCredentials(
    String accountId, IdentityProvider<? extends AwsCredentialsIdentity> own, OwnIdentity identity)
    implements AccountIdentity {

  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    AwsCredentialsIdentity found = own.resolveIdentity(request).join();
    var account = identity.accountOf(found);
    if (!account.equals(accountId)) {
      throw new OtherAccountException(
          "the operator's own credentials are of the account %s instead of %s"
              .formatted(account, accountId));
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public void refreshIfUsed() {
    // The provider refreshes them by itself.
  }

  @Override
  public void rejected() {
    // The provider replaces them by itself when they expire.
  }
}
