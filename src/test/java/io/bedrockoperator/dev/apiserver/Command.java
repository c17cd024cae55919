package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that takes minutes: reports progress and ends in bounded time.
 *
 * @param lastWords how many lines of its output tell why it failed
 */
record Command(List<String> line, Path directory, Map<String, String> environment, int lastWords) {

  private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

  sealed interface Result {
    record Done() implements Result {}

    record Failed(String why) implements Result {}
  }

  Result run(String what, Path log, Duration limit) throws IOException {
    Progress.say(what);
    var builder = new ProcessBuilder(Lifeline.command(line)).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    var process = builder.start();
    try {
      return ended(process, what, limit)
          ? result(process.exitValue(), log)
          : new Result.Failed("not done after %d s".formatted(limit.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Failed("interrupted");
    } finally {
      stop(process);
    }
  }

  /** Children outlive their parent: a compiler would go on for a build that was given up. */
  static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static boolean ended(Process process, String what, Duration limit)
      throws InterruptedException {
    var waited = Duration.ZERO;
    while (waited.compareTo(limit) < 0) {
      if (process.waitFor(REPORT_EVERY.toSeconds(), TimeUnit.SECONDS)) {
        return true;
      }
      waited = waited.plus(REPORT_EVERY);
      Progress.say("%s: %d s".formatted(what, waited.toSeconds()));
    }
    return false;
  }

  private Result result(int exitValue, Path log) throws IOException {
    return exitValue == 0
        ? new Result.Done()
        : new Result.Failed("exit code %d: %s".formatted(exitValue, tail(log, lastWords)));
  }

  static String tail(Path log, int lines) throws IOException {
    var all = Files.readAllLines(log);
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }
}
