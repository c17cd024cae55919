package io.bedrockoperator.dev.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One HTTP request, decoded as far as the bindings go; the body is still text. */
record WireRequest(
    Operation operation, String region, String identifier, Map<String, String> query, String body) {

  // Signature Version 4: Credential=<key>/<date>/<region>/<service>/aws4_request
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/,]+/[0-9]{8}/([a-z0-9-]+)/([a-z]+)/aws4_request");

  private static final String TARGET = "X-Amz-Target";

  static Service service(HttpExchange exchange) {
    return Service.of(exchange.getRequestHeaders().getFirst(TARGET));
  }

  static WireRequest read(HttpExchange exchange) throws IOException {
    // First of all: an unread body would spoil the connection for the next request.
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var rawPath = exchange.getRequestURI().getRawPath();
    var headers = exchange.getRequestHeaders();
    var operation =
        Operation.of(exchange.getRequestMethod(), rawPath, headers.getFirst(TARGET))
            .orElseThrow(() -> new Refusal("UnknownOperationException", 404, "Unknown operation"));
    return new WireRequest(
        operation,
        region(headers.getFirst("Authorization"), operation.service()),
        decoded(operation.identifierIn(rawPath)),
        query(exchange.getRequestURI().getRawQuery()),
        body);
  }

  private static String region(@Nullable String authorization, Service service) {
    var scope = SCOPE.matcher(authorization == null ? "" : authorization);
    if (!scope.find() || !scope.group(2).equals(service.signingName())) {
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
