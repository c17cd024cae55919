package io.bedrockoperator.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS in front of a plain server, with a certificate that nobody trusts unless told to. */
final class TlsFront implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Java's client sets them itself. */
  private static final Set<String> OWN = Set.of("Host", "Connection", "Content-length", "Expect");

  private final HttpsServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI behind;
  private final KeyStore identity;

  private TlsFront(HttpsServer server, URI behind, KeyStore identity) {
    this.server = server;
    this.behind = behind;
    this.identity = identity;
  }

  static TlsFront of(String host, URI behind, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    var identity = identity(host, directory.resolve("identity.p12"));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity, PASSWORD);
    var tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var front = new TlsFront(server, behind, identity);
    server.createContext("/", front::forward);
    server.start();
    return front;
  }

  private static KeyStore identity(String host, Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                String.valueOf(PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    if (made != 0) {
      throw new IllegalStateException("keytool failed: " + made);
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A trust store with nothing but this server's certificate. */
  Path trustStore(Path file, String type) throws IOException, GeneralSecurityException {
    var trust = KeyStore.getInstance(type);
    trust.load(null, null);
    trust.setCertificateEntry("server", identity.getCertificate("server"));
    try (var out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD);
    }
    return file;
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!OWN.contains(name)) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> values.forEach(v -> exchange.getResponseHeaders().add(name, v)));
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
