package io.bedrockoperator.dev.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseDownloadTest {

  private static final Programs PROGRAMS = new Programs("it", Path.of("it", "1"), List.of("it"));

  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path work;

  private final Map<String, String> published = new HashMap<>();
  private final HttpServer server = server();

  @BeforeEach
  void publish() {
    var platform = Binaries.platform().substring(1).replace('-', '/');
    var path = "/v%s/bin/%s/it".formatted(Binaries.KUBERNETES_VERSION, platform);
    published.put(path, "abc");
    published.put(path + ".sha256", SHA_256_OF_ABC);
    server.createContext(
        "/",
        exchange -> {
          var text = published.get(exchange.getRequestURI().getPath());
          try (exchange) {
            exchange.sendResponseHeaders(text == null ? 404 : 200, 0);
            exchange.getResponseBody().write((text == null ? "" : text).getBytes(UTF_8));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void keepsWhatHasItsChecksum() throws IOException {
    assertThat(download(address())).isEqualTo(PROGRAMS.in(work.resolve("it/1")));
    assertThat(work.resolve("it/1/it")).hasContent("abc").isExecutable();
  }

  @Test
  void refusesWhatHasAnother() throws IOException {
    published.replaceAll((path, text) -> text.replace("abc", "abd"));

    assertThat(download(address())).asString().contains("another checksum");
  }

  @Test
  void saysThatThereIsNone() throws IOException {
    published.keySet().removeIf(path -> path.endsWith("it"));

    assertThat(download(address())).asString().contains("Missing", "404");
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    var address = address();
    server.stop(0);

    assertThat(download(address)).isInstanceOf(Finding.Missing.class);
  }

  private Finding download(URI address) throws IOException {
    return new ReleaseDownload(address, PROGRAMS).prepare(work);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
