package io.bedrockoperator.aws.sdk;

/** There are credentials, but they belong to another account, in which they must not be used. */
final class OtherAccountException extends CredentialsUnavailableException {

  private static final long serialVersionUID = 1L;

  OtherAccountException(String message) {
    super(message, null);
  }
}
