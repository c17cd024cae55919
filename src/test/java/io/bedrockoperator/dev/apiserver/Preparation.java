package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.nio.file.Path;

/** A way to get binaries that are not on this machine yet. */
interface Preparation {

  String name();

  /** Writes only below {@code work}; what it returns as found is a directory in there. */
  Finding prepare(Path work) throws IOException;
}
