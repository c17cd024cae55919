package io.bedrockoperator.aws.sdk;

/** A note on a failure: whom the call was for. The SDK lets nobody replace its exceptions. */
final class Endpoint extends Exception {

  private static final long serialVersionUID = 1L;

  Endpoint(String address) {
    super(address, null, false, false);
  }

  String address() {
    return String.valueOf(getMessage());
  }
}
