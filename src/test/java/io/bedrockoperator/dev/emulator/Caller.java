package io.bedrockoperator.dev.emulator;

/**
 * Who signed a request.
 *
 * @param account where the request goes
 * @param chained whether the credentials come from an assumed role, so that assuming another one is
 *     role chaining
 */
public record Caller(
    String account, String arn, String userId, boolean chained, Standing standing) {

  /** Refuses who may not call at all. Nobody can be denied GetCallerIdentity (API reference). */
  void admit(Operation operation) {
    var service = operation.service();
    switch (standing) {
      case VALID -> {}
      case EXPIRED -> throw service.expiredToken();
      case UNKNOWN -> throw service.unrecognizedClient();
      case REVOKED -> {
        if (operation != Operation.GET_CALLER_IDENTITY) {
          throw service.denied(
              "User: %s is not authorized to perform: %s with an explicit deny in an identity-based policy"
                  .formatted(arn, operation.action()));
        }
      }
    }
  }
}
