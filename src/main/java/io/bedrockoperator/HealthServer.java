package io.bedrockoperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Answers the kubelet: {@code /healthz} while the process works, {@code /readyz} once it watches.
 * Answers Prometheus: {@code /metrics}.
 */
final class HealthServer implements AutoCloseable {

  /** The JDK's server then sends the body in chunks. */
  private static final long UNKNOWN_LENGTH = 0;

  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  static HealthServer start(
      int port, BooleanSupplier healthy, BooleanSupplier ready, Metrics metrics)
      throws IOException {
    var server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/healthz", exchange -> answer(exchange, healthy.getAsBoolean()));
    server.createContext("/readyz", exchange -> answer(exchange, ready.getAsBoolean()));
    server.createContext("/metrics", exchange -> answer(exchange, metrics));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return new HealthServer(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, boolean good) throws IOException {
    try (exchange) {
      var body = (good ? "ok\n" : "not yet\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(good ? 200 : 503, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void answer(HttpExchange exchange, Metrics metrics) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", Metrics.CONTENT_TYPE);
      exchange.sendResponseHeaders(200, UNKNOWN_LENGTH);
      metrics.writeTo(exchange.getResponseBody());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
