package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.aws.rate.RateLimiter;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's own retries, except those of throttled calls, which the {@link RateLimiter} retries in
 * their turn. The SDK's builders can only add reasons to retry, so this class removes one.
 */
record RetriesUnlessThrottled(RetryStrategy retries) implements RetryStrategy {

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return retries.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (request.failure() instanceof SdkException failure
        && Failures.kindOf(failure) == Kind.THROTTLED) {
      throw new TokenAcquisitionFailedException("throttled", request.token(), failure);
    }
    return retries.refreshRetryToken(request);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return retries.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return retries.maxAttempts();
  }

  @Override
  public Builder<?, ?> toBuilder() {
    throw new UnsupportedOperationException("these retries are not for changing");
  }
}
