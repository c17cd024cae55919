package io.bedrockoperator.aws.sdk;

import java.util.Set;

/** How AWS refuses a call whose credentials or signature it does not take. */
final class RejectedCredentials {

  /**
   * Those common to all AWS services, which no service model declares, in the spellings of the
   * JSON, query and REST protocols. The last ones are about the time in a signature.
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
