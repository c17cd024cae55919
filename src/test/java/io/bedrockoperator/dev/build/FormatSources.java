package io.bedrockoperator.dev.build;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * google-java-format over every source file. It parses with the compiler of the JVM it runs on, so
 * it runs on the toolchain's JDK and not inside Maven, whose JDK may not know the language yet.
 */
public final class FormatSources {

  public static final String COMMAND = "mvn -Pformat";

  private FormatSources() {}

  public static void main(String[] args) throws IOException {
    for (var file : badlyFormatted(Path.of(args[0]))) {
      Files.writeString(file, formatted(file));
      System.out.println("formatted " + file);
    }
  }

  public static List<Path> badlyFormatted(Path root) throws IOException {
    var bad = new ArrayList<Path>();
    for (var file : javaFiles(root)) {
      if (!formatted(file).equals(Files.readString(file))) {
        bad.add(file);
      }
    }
    return bad;
  }

  private static String formatted(Path file) throws IOException {
    try {
      return new Formatter().formatSourceAndFixImports(Files.readString(file));
    } catch (FormatterException e) {
      throw new IllegalStateException("cannot parse " + file, e);
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
