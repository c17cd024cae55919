package io.bedrockoperator.aws.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The SDK's own exception for missing credentials is told from a lost connection only by its text;
 * this one by its type. Its message begins with the cause.
 */
class CredentialsUnavailableException extends SdkClientException {

  private static final long serialVersionUID = 1L;

  CredentialsUnavailableException(Throwable cause) {
    this(Causes.of(cause), cause);
  }

  CredentialsUnavailableException(String message, @Nullable Throwable cause) {
    super(builder().message(message).cause(cause));
  }
}
