package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs from the cache, which is filled first where it is empty.
 *
 * @param advice what somebody can do where nothing worked
 */
record Supply(BinaryCache cache, List<Preparation> preparations, List<String> advice) {

  /** A file lock excludes other processes, not other threads of this one. */
  private static final Object ONE_THREAD = new Object();

  /**
   * Never returns without the programs: a run that has none must fail, not skip.
   *
   * @param triedBefore where they are not, with the reason
   */
  Path get(List<String> triedBefore) {
    if (cache.find() instanceof Finding.Found(Path directory)) {
      return directory;
    }
    synchronized (ONE_THREAD) {
      try {
        return prepareAlone(triedBefore);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot prepare %s in %s".formatted(cache.programs().what(), cache.root()), e);
      }
    }
  }

  private Path prepareAlone(List<String> triedBefore) throws IOException {
    var lock = cache.lock();
    try {
      return prepare(triedBefore);
    } finally {
      lock.channel().close();
    }
  }

  private Path prepare(List<String> triedBefore) throws IOException {
    var tried = new ArrayList<>(triedBefore);
    switch (cache.find()) {
      case Finding.Found found -> {
        return found.directory();
      }
      case Finding.Missing missing -> tried.add("kube-api-test's directory: " + missing.why());
    }
    for (var preparation : preparations) {
      switch (cache.fill(preparation)) {
        case Finding.Found found -> {
          return found.directory();
        }
        case Finding.Missing missing -> {
          Progress.say("no %s: %s".formatted(preparation.name(), missing.why()));
          tried.add(preparation.name() + ": " + missing.why());
        }
      }
    }
    throw new IllegalStateException(nothingWorked(tried));
  }

  private String nothingWorked(List<String> tried) {
    return """
    There is no sign of %s. Tried, in this order:
      - %s
    Do one of these:
      - %s
    """
        .formatted(
            cache.programs().what(), String.join("\n  - ", tried), String.join("\n  - ", advice));
  }
}
