package io.bedrockoperator.bedrock;

import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The SDK's own exception for missing credentials is told from a lost connection only by its text;
 * this one by its type.
 */
final class CredentialsUnavailableException extends SdkClientException {

  private static final long serialVersionUID = 1L;

  CredentialsUnavailableException(Throwable cause) {
    super(builder().message(cause.getMessage()).cause(cause));
  }
}
