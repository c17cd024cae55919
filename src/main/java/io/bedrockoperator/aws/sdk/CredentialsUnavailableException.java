package io.bedrockoperator.aws.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Says by its type that credentials are missing: the SDK's own exception differs from that of a
 * lost connection only in its text. Its message begins with the cause.
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
