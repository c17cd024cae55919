package io.bedrockoperator.dev.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used so far, as Linux counts it in {@code /proc} (man 5 proc).
 *
 * @param cpu user and system time of all its threads
 * @param residentKib memory it holds now (VmRSS)
 * @param peakKib the most it ever held (VmHWM)
 * @param threads it has now; virtual ones are none
 */
record Usage(Duration cpu, long residentKib, long peakKib, int threads) {

  /** USER_HZ, which is 100 on every architecture that a JDK is built for. */
  private static final Duration TICK = Duration.ofMillis(10);

  /** In {@code stat}, counted from the state, which follows the name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  static Usage of(long pid) {
    var directory = Path.of("/proc", Long.toString(pid));
    try {
      return parse(
          Files.readString(directory.resolve("stat")),
          Files.readAllLines(directory.resolve("status")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Usage parse(String stat, List<String> status) {
    // The name is in parentheses and may itself contain some, and spaces.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    var ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return new Usage(
        TICK.multipliedBy(ticks),
        number(status, "VmRSS:"),
        number(status, "VmHWM:"),
        (int) number(status, "Threads:"));
  }

  private static long number(List<String> status, String field) {
    return status.stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).replace("kB", "").strip())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + field + " in " + status));
  }

  double residentMib() {
    return residentKib / 1024.0;
  }

  double peakMib() {
    return peakKib / 1024.0;
  }
}
