package io.bedrockoperator.dev.build;

import io.bedrockoperator.endtoend.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the packaged process through its life once, so that its JVM writes down the classes that it
 * loaded: every later start finds them ready.
 */
public final class Training {

  private Training() {}

  /** The directory of the process, and the time that its jars get. */
  public static void main(String[] arguments) throws IOException {
    record(
        Path.of(arguments[0]),
        Instant.parse(arguments[1]),
        Path.of(System.getProperty("java.home")));
  }

  /** Says so where the JVM could not write the archive. */
  static void record(Path process, Instant time, Path javaHome) throws IOException {
    var lib = process.resolve("lib").toAbsolutePath();
    var archive = lib.resolve("bedrock-operator.jsa");
    // The launcher would use what an older build left, and a JVM that uses one writes none.
    Files.deleteIfExists(archive);
    // It holds only for jars of the same time, and the image gives one time to all files.
    for (var jar : jars(lib)) {
      Files.setLastModifiedTime(jar, FileTime.from(time));
    }
    Rehearsal.play(environment -> start(environment, archive, javaHome), ready -> {});
    if (!Files.exists(archive)) {
      System.err.println("no archive of classes was written, see target/operator-logs");
    }
  }

  private static OperatorProcess start(
      Map<String, String> environment, Path archive, Path javaHome) {
    var all = new HashMap<>(environment);
    all.put("JAVA_HOME", javaHome.toString());
    all.put("JDK_JAVA_OPTIONS", "-XX:ArchiveClassesAtExit=" + archive);
    return OperatorProcess.start(all);
  }

  public static List<Path> jars(Path lib) throws IOException {
    try (var files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
