package io.bedrockoperator.dev.build;

import static java.util.stream.Collectors.joining;

import io.bedrockoperator.dev.apiserver.Directories;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Links the runtime of the image: the modules of this JDK that the process uses, with the flags of
 * the launcher built in. There is no shell in the image to pass them, and before the arguments of
 * java they would win over those in JDK_JAVA_OPTIONS. Then the runtime records the classes, since
 * it can use no other JVM's record.
 */
public final class ImageRuntime {

  private ImageRuntime() {}

  /** The directory of the process, the time that its jars get, and the directory to write. */
  public static void main(String[] arguments) throws IOException {
    var process = Path.of(arguments[0]);
    var lib = process.resolve("lib");
    var runtime = Path.of(arguments[2]);
    Directories.delete(runtime);
    run(
        "jlink",
        List.of(
            "--add-modules",
            modules(lib),
            "--add-options=" + flags(lib.resolve("jvm.options")),
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output",
            runtime.toString()));
    Training.record(process, Instant.parse(arguments[1]), runtime);
  }

  private static String modules(Path lib) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "--ignore-missing-deps",
                "--print-module-deps",
                "--class-path",
                lib.resolve("*").toString()));
    Training.jars(lib).forEach(jar -> arguments.add(jar.toString()));
    // Its warnings come first.
    return run("jdeps", arguments).lines().toList().getLast();
  }

  private static String flags(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith("-")).collect(joining(" "));
    }
  }

  /** Returns what the tool prints. */
  private static String run(String tool, List<String> arguments) {
    var output = new StringWriter();
    var writer = new PrintWriter(output);
    var status =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException("%s %s: %s".formatted(tool, arguments, output));
    }
    return output.toString();
  }
}
