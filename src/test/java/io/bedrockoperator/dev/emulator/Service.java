package io.bedrockoperator.dev.emulator;

import com.sun.net.httpserver.HttpExchange;

/**
 * The services behind the one endpoint. Bedrock speaks restJson1; the Resource Groups Tagging API
 * speaks AWS JSON 1.1, where a header names the operation; STS speaks the query protocol, where a
 * member of the form does (botocore service models).
 */
enum Service {
  BEDROCK("bedrock", "application/json"),
  TAGGING("tagging", "application/x-amz-json-1.1"),
  STS("sts", "text/xml");

  static final String TARGET = "X-Amz-Target";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final String signingName;
  private final String contentType;

  Service(String signingName, String contentType) {
    this.signingName = signingName;
    this.contentType = contentType;
  }

  /** By the header X-Amz-Target, which only AWS JSON has, or by a form at the root: only STS's. */
  static Service of(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    if (headers.containsKey(TARGET)) {
      return TAGGING;
    }
    var type = headers.getFirst("Content-Type");
    return type != null && type.startsWith(FORM) && exchange.getRequestURI().getPath().equals("/")
        ? STS
        : BEDROCK;
  }

  String signingName() {
    return signingName;
  }

  String contentType() {
    return contentType;
  }

  Refusal unknownOperation() {
    return this == STS
        ? new Refusal("InvalidAction", 400, "Could not find the operation")
        : new Refusal("UnknownOperationException", 404, "Unknown operation");
  }

  Refusal missingToken() {
    return new Refusal(code("MissingAuthenticationToken"), 403, "Missing Authentication Token");
  }

  Refusal expiredToken() {
    return new Refusal(
        code("ExpiredToken"), rejected(), "The security token included in the request is expired");
  }

  Refusal unrecognizedClient() {
    return new Refusal(
        this == STS ? "InvalidClientTokenId" : code("UnrecognizedClient"),
        rejected(),
        "The security token included in the request is invalid");
  }

  Refusal denied(String text) {
    return new Refusal(code("AccessDenied"), rejected(), text);
  }

  /** Only the query protocol does without the suffix. */
  private String code(String word) {
    return this == STS ? word : word + "Exception";
  }

  /**
   * Services of AWS JSON answer 400 instead of 403: seen with DynamoDB (aws/aws-sdk-php issue 1307)
   * and Kinesis (awslabs/amazon-kinesis-scaling-utils issue 46).
   */
  private int rejected() {
    return this == TAGGING ? 400 : 403;
  }
}
