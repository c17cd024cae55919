package io.bedrockoperator.dev.apiserver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds the binaries; the first place that has all of them wins. */
record BinarySearch(Map<String, String> environment, Supply supply) {

  static final String ASSETS = "KUBEBUILDER_ASSETS";

  static BinarySearch ofThisMachine() {
    return new BinarySearch(System.getenv(), List.of(new Download(), GoBuild.ofKubernetes()));
  }

  private BinarySearch(Map<String, String> environment, List<Preparation> preparations) {
    this(environment, BinaryCache.ofKubeApiTest(Binaries.PROGRAMS), preparations);
  }

  BinarySearch(Map<String, String> environment, BinaryCache cache, List<Preparation> preparations) {
    this(
        environment,
        new Supply(
            cache,
            preparations,
            List.of(
                "set %s to a directory with etcd, kube-apiserver and kubectl (setup-envtest has them)"
                    .formatted(ASSETS),
                GoBuild.ADVICE,
                "allow the download from github.com and raw.githubusercontent.com")));
  }

  /** Never returns without binaries: a run that has none must fail, not skip. */
  Path find() {
    var assets = environment.getOrDefault(ASSETS, "");
    return assets.isEmpty()
        ? supply.get(List.of(ASSETS + ": not set"))
        : assets(Path.of(assets).toAbsolutePath());
  }

  /** A directory named on purpose is used or refused, never silently replaced by another. */
  private static Path assets(Path directory) {
    return switch (Binaries.PROGRAMS.in(directory)) {
      case Finding.Found found -> found.directory();
      case Finding.Missing missing ->
          throw new IllegalStateException("%s is set, but %s".formatted(ASSETS, missing.why()));
    };
  }
}
