package io.bedrockoperator.dev.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The heap of another JVM, asked by {@code jcmd} of the JDK that runs this one. */
final class Heap {

  /** A generation, or the whole of a heap that has none; parts of one have no total. */
  private static final Pattern USED =
      Pattern.compile("total (?:reserved )?\\d+K,(?: committed \\d+K,)? used (\\d+)K");

  private Heap() {}

  /** In KiB, after a full collection. */
  static long alive(long pid) {
    jcmd(pid, "GC.run");
    return used(jcmd(pid, "GC.heap_info"));
  }

  static long used(String heapInfo) {
    return USED.matcher(heapInfo).results().mapToLong(part -> Long.parseLong(part.group(1))).sum();
  }

  private static String jcmd(long pid, String command) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var process =
          new ProcessBuilder(List.of(jcmd, Long.toString(pid), command))
              .redirectErrorStream(true)
              .start();
      var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
