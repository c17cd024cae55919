package io.bedrockoperator.aws.sdk;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Notes which endpoint did not answer, since the JDK only says that a connection was refused. The
 * SDK finds this interceptor in {@code execution.interceptors}, so that it also applies to clients
 * that the SDK builds for itself, such as that of STS.
 */
public final class NamedEndpoints implements ExecutionInterceptor {

  /** The SDK calls this constructor. */
  public NamedEndpoints() {}

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes call) {
    if (context.exception() instanceof SdkClientException unanswered) {
      context
          .httpRequest()
          .map(SdkHttpRequest::getUri)
          .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
          .ifPresent(address -> unanswered.addSuppressed(new Endpoint(address)));
    }
  }
}
