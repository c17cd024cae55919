package io.bedrockoperator.aws.sdk;

import java.util.Set;

/** The error codes with which AWS rejects the credentials or the signature of a call. */
final class RejectedCredentials {

  /**
   * The codes common to all AWS services, which no service model declares, in the spellings of the
   * JSON, query and REST protocols. The last three are about the time in a signature.
   */
  static final Set<String> CODES =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "InvalidTokenException",
          "TokenRefreshRequired",
          "UnrecognizedClient",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "InvalidIdentityToken",
          "InvalidIdentityTokenException",
          "AuthFailure",
          "InvalidSignature",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "RequestExpired",
          "RequestInTheFuture",
          "RequestTimeTooSkewed");

  private RejectedCredentials() {}
}
