package io.bedrockoperator.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the binaries; the first place that has all of them wins. */
record BinarySearch(
    Map<String, String> environment, BinaryCache cache, List<Preparation> preparations) {

  static final String ASSETS = "KUBEBUILDER_ASSETS";

  /** A file lock excludes other processes, not other threads of this one. */
  private static final Object ONE_THREAD = new Object();

  static BinarySearch ofThisMachine() {
    return new BinarySearch(
        System.getenv(),
        BinaryCache.ofKubeApiTest(),
        List.of(new Download(), GoBuild.ofThisProject()));
  }

  /** Never returns without binaries: a run that has none must fail, not skip. */
  Path find() {
    var assets = environment.getOrDefault(ASSETS, "");
    if (!assets.isEmpty()) {
      return assets(Path.of(assets).toAbsolutePath());
    }
    if (cache.find() instanceof Finding.Found(Path directory)) {
      return directory;
    }
    synchronized (ONE_THREAD) {
      try {
        return prepareAlone();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot prepare an API server in " + cache.root(), e);
      }
    }
  }

  /** A directory named on purpose is used or refused, never silently replaced by another. */
  private static Path assets(Path directory) {
    return switch (Binaries.in(directory)) {
      case Finding.Found found -> found.directory();
      case Finding.Missing missing ->
          throw new IllegalStateException("%s is set, but %s".formatted(ASSETS, missing.why()));
    };
  }

  private Path prepareAlone() throws IOException {
    var lock = cache.lock();
    try {
      return prepare();
    } finally {
      lock.channel().close();
    }
  }

  private Path prepare() throws IOException {
    var tried = new ArrayList<String>();
    tried.add(ASSETS + ": not set");
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

  private static String nothingWorked(List<String> tried) {
    return """
    There is no API server to run against. Tried, in this order:
      - %s
    Do one of these:
      - set %s to a directory with etcd, kube-apiserver and kubectl (setup-envtest has them)
      - install Go 1.25 or newer and let it reach its module proxy
      - allow the download from github.com and raw.githubusercontent.com
    """
        .formatted(String.join("\n  - ", tried), ASSETS);
  }
}
