package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private volatile ProbeResult alive = ProbeResult.bad("ended");
  private volatile ProbeResult ready = ProbeResult.bad("waiting");
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  @AutoClose private HealthServer server;

  @BeforeEach
  void start() throws IOException {
    server = HealthServer.start(0, () -> alive, () -> ready, new Metrics());
  }

  @Test
  void saysForEachProbeWhatIsTrueNow() throws Exception {
    alive = ProbeResult.good("working");

    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/healthz").body()).isEqualTo("working\n");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("waiting\n");

    alive = ProbeResult.bad("ended");
    ready = ProbeResult.good("leading");

    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz?verbose").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/healthz/",
        "/healthz/deep",
        "/healthzoo",
        "/readyz/..",
        "/HEALTHZ",
        "/livez",
        "/metrics/",
        "/env"
      })
  void servesNothingElse(String path) throws Exception {
    alive = ProbeResult.good("working");
    ready = ProbeResult.good("leading");

    assertThat(get(path).statusCode()).isEqualTo(404);
    assertThat(get(path).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE"})
  void isOnlyToBeRead(String method) throws Exception {
    alive = ProbeResult.good("working");
    // The server reads away up to 64 KiB; with more unread it hangs up, and the answer may be lost.
    var body = BodyPublishers.ofByteArray(new byte[50_000]);

    var answer = send(request("/healthz").method(method, body).build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    var answer = send(request("/healthz").method("HEAD", BodyPublishers.noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
        .timeout(PATIENCE);
  }
}
