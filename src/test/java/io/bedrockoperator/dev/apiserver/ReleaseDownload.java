package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program as Kubernetes publishes it, with its checksum beside it. For some platforms there is
 * none.
 *
 * @param releases where they are published
 * @param result one program
 */
record ReleaseDownload(URI releases, Programs result) implements Preparation {

  static final URI RELEASES = URI.create("https://dl.k8s.io/");

  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Override
  public String name() {
    return "download from " + releases;
  }

  @Override
  public Finding prepare(Path work) throws IOException {
    var program = result.names().getFirst();
    var directory = Files.createDirectories(result.below(work));
    var file = directory.resolve(program);
    var address = releases.resolve(path(program));
    Progress.say("downloading " + address);
    try (var http = client()) {
      var checksum = get(http, URI.create(address + ".sha256"), BodyHandlers.ofString());
      get(http, address, BodyHandlers.ofFile(file));
      if (!checksum.strip().equals(checksum(file))) {
        return new Finding.Missing("another checksum than that of " + address);
      }
    } catch (ExecutionException | TimeoutException e) {
      return new Finding.Missing(address + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding.Missing("interrupted");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Finding.Found(directory);
  }

  private static String path(String program) {
    var platform = Binaries.platform().substring(1).replace('-', '/');
    return "v%s/bin/%s/%s".formatted(Binaries.KUBERNETES_VERSION, platform, program);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(SILENCE)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  private static <T> T get(HttpClient http, URI address, BodyHandler<T> body)
      throws ExecutionException, InterruptedException, TimeoutException {
    var request = HttpRequest.newBuilder(address).timeout(SILENCE).build();
    return http.sendAsync(request, found(body))
        .thenApply(HttpResponse::body)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static <T> BodyHandler<T> found(BodyHandler<T> body) {
    return response -> {
      if (response.statusCode() != 200) {
        throw new IllegalStateException("HTTP status " + response.statusCode());
      }
      return body.apply(response);
    };
  }

  private static String checksum(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
