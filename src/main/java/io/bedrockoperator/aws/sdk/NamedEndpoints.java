package io.bedrockoperator.aws.sdk;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Notes which endpoint did not answer, where the JDK only says that a connection was refused. The
 * SDK finds it in {@code execution.interceptors}, and so has it in the clients that it builds for
 * itself, such as that of STS.
 */
public final class NamedEndpoints implements ExecutionInterceptor {

  /** For the SDK. */
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
