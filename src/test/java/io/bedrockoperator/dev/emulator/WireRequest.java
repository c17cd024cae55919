package io.bedrockoperator.dev.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, decoded as far as the bindings go; the body is still text.
 *
 * @param accessKeyId of the signature
 * @param parameters of the form, where the service takes forms, else of the URI
 */
record WireRequest(
    Operation operation,
    String accessKeyId,
    @Nullable String sessionToken,
    String region,
    String identifier,
    Map<String, String> parameters,
    String body) {

  // Signature Version 4: Credential=<key>/<date>/<region>/<service>/aws4_request
  private static final Pattern SCOPE =
      Pattern.compile("Credential=([^/,]+)/[0-9]{8}/([a-z0-9-]+)/([a-z]+)/aws4_request");

  static WireRequest read(Service service, HttpExchange exchange) throws IOException {
    // First of all: an unread body would spoil the connection for the next request.
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var rawPath = exchange.getRequestURI().getRawPath();
    var headers = exchange.getRequestHeaders();
    var parameters =
        service == Service.STS
            ? parameters(body.replace("+", "%20"))
            : parameters(exchange.getRequestURI().getRawQuery());
    var name = service == Service.STS ? parameters.get("Action") : headers.getFirst(Service.TARGET);
    var operation =
        Operation.of(service, exchange.getRequestMethod(), rawPath, name)
            .orElseThrow(service::unknownOperation);
    var scope = scope(headers.getFirst("Authorization"), service);
    return new WireRequest(
        operation,
        scope.group(1),
        headers.getFirst("X-Amz-Security-Token"),
        scope.group(2),
        decoded(operation.identifierIn(rawPath)),
        parameters,
        body);
  }

  private static Matcher scope(@Nullable String authorization, Service service) {
    var scope = SCOPE.matcher(authorization == null ? "" : authorization);
    if (!scope.find() || !scope.group(3).equals(service.signingName())) {
      throw service.missingToken();
    }
    return scope;
  }

  private static Map<String, String> parameters(@Nullable String raw) {
    var parameters = new HashMap<String, String>();
    for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
      var parts = pair.split("=", 2);
      parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return parameters;
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
