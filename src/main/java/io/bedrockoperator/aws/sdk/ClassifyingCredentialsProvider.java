package io.bedrockoperator.aws.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** Marks missing credentials by a type of exception, to tell them from every other failure. */
record ClassifyingCredentialsProvider(IdentityProvider<? extends AwsCredentialsIdentity> source)
    implements IdentityProvider<AwsCredentialsIdentity> {

  @Override
  public Class<AwsCredentialsIdentity> identityType() {
    return AwsCredentialsIdentity.class;
  }

  @Override
  public CompletableFuture<? extends AwsCredentialsIdentity> resolveIdentity(
      ResolveIdentityRequest request) {
    try {
      return source
          .resolveIdentity(request)
          .handle(ClassifyingCredentialsProvider::identityOrFailure);
    } catch (AbortedException | CredentialsUnavailableException known) {
      throw known;
    } catch (SdkException | IllegalStateException missing) {
      throw new CredentialsUnavailableException(missing);
    }
  }

  private static AwsCredentialsIdentity identityOrFailure(
      AwsCredentialsIdentity identity, Throwable failure) {
    if (failure != null) {
      throw new CredentialsUnavailableException(
          failure instanceof CompletionException wrapper && wrapper.getCause() != null
              ? wrapper.getCause()
              : failure);
    }
    return identity;
  }
}
