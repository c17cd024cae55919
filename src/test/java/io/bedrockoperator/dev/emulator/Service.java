package io.bedrockoperator.dev.emulator;

import org.jspecify.annotations.Nullable;

/**
 * The services behind the one endpoint. Bedrock speaks restJson1; the Resource Groups Tagging API
 * speaks AWS JSON 1.1, where a header names the operation (botocore service models).
 */
enum Service {
  BEDROCK("bedrock", "application/json"),
  TAGGING("tagging", "application/x-amz-json-1.1");

  private final String signingName;
  private final String contentType;

  Service(String signingName, String contentType) {
    this.signingName = signingName;
    this.contentType = contentType;
  }

  /** By the header X-Amz-Target, which only AWS JSON has. */
  static Service of(@Nullable String target) {
    return target == null ? BEDROCK : TAGGING;
  }

  String signingName() {
    return signingName;
  }

  String contentType() {
    return contentType;
  }
}
