package io.bedrockoperator.aws.sdk;

/**
 * Notes the endpoint of a call on its failure, as a suppressed exception: an interceptor cannot
 * replace the exceptions of the SDK.
 */
final class Endpoint extends Exception {

  private static final long serialVersionUID = 1L;

  Endpoint(String address) {
    super(address, null, false, false);
  }

  String address() {
    return String.valueOf(getMessage());
  }
}
