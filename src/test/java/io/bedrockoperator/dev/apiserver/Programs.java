package io.bedrockoperator.dev.apiserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs that are used together.
 *
 * @param what they are to those who wait for them
 * @param layout where they lie below a cache's root
 */
record Programs(String what, Path layout, List<String> names) {

  Path below(Path root) {
    return root.resolve(layout);
  }

  List<String> missingFrom(Path directory) {
    return names.stream().filter(name -> !Files.isExecutable(directory.resolve(name))).toList();
  }

  Finding in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new Finding.Missing("no directory " + directory);
    }
    var missing = missingFrom(directory);
    return missing.isEmpty()
        ? new Finding.Found(directory)
        : new Finding.Missing(
            "no executable %s in %s".formatted(String.join(", ", missing), directory));
  }
}
