package io.bedrockoperator.apiserver;

import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs that kube-api-test starts, and how it lays them out. */
final class Binaries {

  static final String KUBERNETES_VERSION = "1.35.4";

  static final String API_SERVER = "kube-apiserver";
  static final String ETCD = "etcd";

  /** kube-api-test asks kubectl whether the server is ready, so it is required as well. */
  static final String KUBECTL = "kubectl";

  private static final List<String> ALL = List.of(ETCD, API_SERVER, KUBECTL);

  private Binaries() {}

  /** Where kube-api-test looks below the directory it is given. */
  static Path layout(Path testDirectory) {
    return testDirectory
        .resolve("k8s")
        .resolve(KUBERNETES_VERSION + Utils.platformSuffix(new OSInfo()));
  }

  static List<String> missingFrom(Path directory) {
    return ALL.stream().filter(name -> !Files.isExecutable(directory.resolve(name))).toList();
  }

  static Finding in(Path directory) {
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
