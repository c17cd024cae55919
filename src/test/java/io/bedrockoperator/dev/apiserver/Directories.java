package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that come and go with a run. */
public final class Directories {

  private Directories() {}

  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    for (var path : deepestFirst(directory)) {
      Files.deleteIfExists(path);
    }
  }

  private static List<Path> deepestFirst(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
