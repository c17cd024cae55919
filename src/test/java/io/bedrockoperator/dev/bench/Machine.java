package io.bedrockoperator.dev.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when it was measured.
 *
 * @param load average of the last minute, before anything was started: others share the machine
 * @param commit of the sources, marked when they differ from it; {@code unknown} without git
 */
record Machine(
    String date,
    int cores,
    double memoryGib,
    String system,
    String jdk,
    double load,
    String commit) {

  static Machine current() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() / (double) (1L << 30),
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        Runtime.version().toString(),
        system.getSystemLoadAverage(),
        sources());
  }

  private static String sources() {
    try {
      var git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? answer : "unknown";
    } catch (IOException noGit) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  String line() {
    return "%d cores, %.1f GiB, load %.2f, JDK %s, %s, commit %s, %s"
        .formatted(cores, memoryGib, load, jdk, system, commit, date);
  }
}
