package io.bedrockoperator.dev.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory for files that nobody else may read. */
record Workspace(Path directory) implements AutoCloseable {

  static Workspace create() throws IOException {
    return new Workspace(Files.createTempDirectory("bedrock-operator-sandbox-"));
  }

  Path write(String name, String text) throws IOException {
    var onlyMe = PosixFilePermissions.fromString("rw-------");
    var file =
        Files.createFile(directory.resolve(name), PosixFilePermissions.asFileAttribute(onlyMe));
    return Files.writeString(file, text);
  }

  @Override
  public void close() throws IOException {
    for (var file : files()) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
