package io.bedrockoperator.dev.apiserver;

import java.nio.file.Path;

/** What became of one attempt to get the binaries. */
sealed interface Finding {

  record Found(Path directory) implements Finding {}

  record Missing(String why) implements Finding {}
}
