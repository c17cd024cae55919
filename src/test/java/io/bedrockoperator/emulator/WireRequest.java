package io.bedrockoperator.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One HTTP request, decoded as far as restJson1's bindings go; the body is still text. */
record WireRequest(
    Operation operation, String region, String identifier, Map<String, String> query, String body) {

  // Signature Version 4: Credential=<key>/<date>/<region>/<service>/aws4_request
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/,]+/[0-9]{8}/([a-z0-9-]+)/bedrock/aws4_request");

  static WireRequest read(HttpExchange exchange) throws IOException {
    // First of all: an unread body would spoil the connection for the next request.
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var rawPath = exchange.getRequestURI().getRawPath();
    var operation =
        Operation.of(exchange.getRequestMethod(), rawPath)
            .orElseThrow(() -> new Refusal("UnknownOperationException", 404, "Unknown operation"));
    return new WireRequest(
        operation,
        region(exchange.getRequestHeaders().getFirst("Authorization")),
        decoded(operation.identifierIn(rawPath)),
        query(exchange.getRequestURI().getRawQuery()),
        body);
  }

  private static String region(@Nullable String authorization) {
    var scope = SCOPE.matcher(authorization == null ? "" : authorization);
    if (!scope.find()) {
      throw new Refusal("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
    }
    return scope.group(1);
  }

  private static Map<String, String> query(@Nullable String raw) {
    var query = new HashMap<String, String>();
    for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
      var parts = pair.split("=", 2);
      query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return query;
  }

  /** Percent-decoding only: outside of forms a plus sign is a plus sign. */
  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.validation("The URI is not properly encoded.");
    }
  }
}
