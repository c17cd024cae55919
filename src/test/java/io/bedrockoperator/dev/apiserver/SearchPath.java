package io.bedrockoperator.dev.apiserver;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A value of {@code PATH}. */
record SearchPath(String value) {

  static SearchPath ofThisProcess() {
    return new SearchPath(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  Optional<Path> find(String program) {
    return Stream.of(value.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
