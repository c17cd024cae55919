package io.bedrockoperator.endtoend;

import io.bedrockoperator.dev.apiserver.Lifeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The packaged process, as a cluster runs it: started with an environment of its own, stopped by
 * signals. It ends with this JVM, however that ends.
 */
public final class OperatorProcess implements AutoCloseable {

  private static final Path LAUNCHER = Path.of("target/bedrock-operator/bin/bedrock-operator");

  /** In either log format. */
  private static final Pattern PORT = Pattern.compile("serving health.*port\\W+([0-9]+)");

  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private OperatorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Nothing of the surrounding environment gets through. */
  public static OperatorProcess start(Map<String, String> environment) {
    return start(List.of(LAUNCHER.toAbsolutePath().toString()), environment);
  }

  /** The same by another command, which has to give its own place to the JVM. */
  public static OperatorProcess start(List<String> command, Map<String, String> environment) {
    try {
      var logs = Files.createDirectories(Path.of("target/operator-logs"));
      var log = Files.createTempFile(logs, "operator-", ".log");
      var builder =
          new ProcessBuilder(Lifeline.command(command))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(basics());
      builder.environment().putAll(environment);
      return new OperatorProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> basics() {
    var environment = new HashMap<String, String>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", "/nonexistent");
    environment.put("BEDROCK_OPERATOR_HTTP_PORT", "0");
    environment.put("BEDROCK_OPERATOR_LEADER_ELECTION", "false");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  public OperatorProcess awaitReady() {
    Awaitility.await("operator ready, see " + log)
        .atMost(STARTUP)
        .failFast("the operator ended, see " + log, () -> !process.isAlive())
        .until(() -> answers("/readyz"));
    return this;
  }

  /** The status that a probe gets is 200. */
  public boolean answers(String path) {
    return get(path).filter(OperatorProcess::isGood).isPresent();
  }

  /** What is answered, whatever the status; empty while nobody answers. */
  public String answer(String path) {
    return get(path).map(HttpResponse::body).orElse("");
  }

  /** What is answered with the status 200. */
  public String body(String path) {
    return get(path)
        .filter(OperatorProcess::isGood)
        .map(HttpResponse::body)
        .orElseThrow(() -> new AssertionError("no answer to " + path));
  }

  private static boolean isGood(HttpResponse<String> response) {
    return response.statusCode() == HttpURLConnection.HTTP_OK;
  }

  /** Empty while nobody answers. */
  private Optional<HttpResponse<String>> get(String path) {
    return port().flatMap(port -> get(port, path));
  }

  /** Of the probes; empty before they are served. */
  Optional<Integer> port() {
    var port = PORT.matcher(log());
    return port.find() ? Optional.of(Integer.valueOf(port.group(1))) : Optional.empty();
  }

  private static Optional<HttpResponse<String>> get(int port, String path) {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
      return Optional.of(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    } catch (IOException refused) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path logFile() {
    return log;
  }

  /** Of the JVM itself: the launcher gives its own place to it. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM; does not wait. */
  public void askToEnd() {
    process.toHandle().destroy();
  }

  /** SIGTERM; returns the exit status. */
  public int terminate(Duration atMost) {
    askToEnd();
    return awaitExit(atMost);
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(STARTUP);
  }

  public int awaitExit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the operator still runs after %s, see %s".formatted(atMost, log));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
