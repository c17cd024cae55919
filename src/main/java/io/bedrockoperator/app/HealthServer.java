package io.bedrockoperator.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves the probes of the kubelet at {@code /healthz} and {@code /readyz}, each with a line that
 * says why, and metrics for Prometheus at {@code /metrics}; nothing else.
 */
final class HealthServer implements AutoCloseable {

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private static final int NO_BODY = -1;

  /** Makes the JDK's server send the body in chunks. */
  private static final long UNKNOWN_LENGTH = 0;

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  static HealthServer start(
      int port, Supplier<ProbeResult> alive, Supplier<ProbeResult> ready, Metrics metrics)
      throws IOException {
    var server = HttpServer.create(new InetSocketAddress(port), 0);
    var answers =
        Map.<String, Answer>of(
            "/healthz", exchange -> answer(exchange, alive.get()),
            "/readyz", exchange -> answer(exchange, ready.get()),
            "/metrics", exchange -> answer(exchange, metrics));
    server.createContext("/", exchange -> answer(exchange, answers));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return new HealthServer(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /**
   * Compares the whole path, since a context of the JDK's server matches every path that begins
   * with its own.
   */
  private static void answer(HttpExchange exchange, Map<String, Answer> answers)
      throws IOException {
    try (exchange) {
      var endpoint = answers.get(exchange.getRequestURI().getPath());
      if (endpoint == null) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, NO_BODY);
      } else if (!METHODS.contains(exchange.getRequestMethod())) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_BAD_METHOD, NO_BODY);
      } else {
        endpoint.to(exchange);
      }
    }
  }

  private static void answer(HttpExchange exchange, Metrics metrics) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", Metrics.CONTENT_TYPE);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, UNKNOWN_LENGTH);
    metrics.writeTo(exchange.getResponseBody());
  }

  private static void answer(HttpExchange exchange, ProbeResult verdict) throws IOException {
    var status = verdict.good() ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE;
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, NO_BODY);
      return;
    }
    var body = (verdict.why() + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
