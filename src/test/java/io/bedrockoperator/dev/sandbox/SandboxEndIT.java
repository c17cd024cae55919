package io.bedrockoperator.dev.sandbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However Maven ends, or the sandbox itself, no process of the sandbox goes on. */
class SandboxEndIT {

  private static final Duration STARTS = Duration.ofMinutes(2);
  private static final Duration ENDS = Duration.ofMinutes(1);

  /**
   * Signals that this JVM was started to ignore, as in the background of a script, would stay so.
   */
  private static final String WITH_EVERY_SIGNAL =
      """
      env --default-signal true 2>/dev/null && exec env --default-signal "$@"
      exec "$@"
      """;

  @TempDir Path temp;

  private List<ProcessHandle> processes = List.of();

  /** A terminal that closes sends SIGHUP to all that run in it. */
  enum Whom {
    MAVEN,
    SANDBOX,
    ALL
  }

  @ParameterizedTest
  @CsvSource({
    "TERM, MAVEN",
    "INT, MAVEN",
    "KILL, MAVEN",
    "HUP, ALL",
    "TERM, SANDBOX",
    "KILL, SANDBOX"
  })
  void nothingIsLeft(String signal, Whom whom) throws IOException {
    var maven = startMaven();
    processes = List.of(maven);
    Awaitility.await("sandbox up, see " + log()).atMost(STARTS).until(() -> isUp(maven));
    var sandbox = maven.children().findFirst().orElseThrow();
    processes = Stream.concat(Stream.of(maven), maven.descendants()).toList();

    switch (whom) {
      case MAVEN -> send(signal, List.of(maven));
      case SANDBOX -> send(signal, List.of(sandbox));
      case ALL -> send(signal, processes);
    }

    Awaitility.await("everything gone")
        .atMost(ENDS)
        .untilAsserted(() -> assertThat(running()).isEmpty());
  }

  @AfterEach
  void endWhatWasLeft() {
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  private ProcessHandle startMaven() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var inThisJvm = List.of(java, "-cp", System.getProperty("java.class.path"));
    var command =
        Stream.of(
                List.of("sh", "-c", WITH_EVERY_SIGNAL, "sh"),
                inThisJvm,
                List.of(Maven.class.getName()),
                inThisJvm,
                List.of(Sandbox.class.getName()))
            .flatMap(List::stream)
            .toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start()
        .toHandle();
  }

  private Path log() {
    return temp.resolve("log");
  }

  private static boolean isUp(ProcessHandle maven) {
    return Stream.of(
            "/etcd ", "/kube-apiserver ", "/kube-controller-manager ", "/bedrock-operator.jar")
        .allMatch(
            program ->
                maven.descendants().anyMatch(process -> commandLine(process).contains(program)));
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private static void send(String signal, List<ProcessHandle> processes) {
    var pids = processes.stream().map(process -> " " + process.pid()).collect(joining());
    output("kill -%s%s".formatted(signal, pids));
  }

  /** A process that ended is still there as long as the one that inherited it takes no note. */
  private List<String> running() {
    var pids =
        processes.stream().map(process -> Long.toString(process.pid())).collect(joining(","));
    return output("ps -o stat= -o pid= -o args= -p %s || true".formatted(pids))
        .lines()
        .filter(line -> !line.startsWith("Z"))
        .toList();
  }

  private static String output(String script) {
    try {
      var shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
      return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts its arguments and waits for them, as Maven does. */
  static final class Maven {

    private Maven() {}

    public static void main(String[] command) throws IOException, InterruptedException {
      System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
  }
}
