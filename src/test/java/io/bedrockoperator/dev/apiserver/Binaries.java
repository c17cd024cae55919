package io.bedrockoperator.dev.apiserver;

import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.nio.file.Path;
import java.util.List;

/** The programs that kube-api-test starts, and how it lays them out. */
final class Binaries {

  static final String KUBERNETES_VERSION = "1.35.4";

  static final String API_SERVER = "kube-apiserver";
  static final String ETCD = "etcd";

  /** kube-api-test asks kubectl whether the server is ready, so it is required as well. */
  static final String KUBECTL = "kubectl";

  static final Programs PROGRAMS =
      new Programs(
          "the API server",
          Path.of("k8s", KUBERNETES_VERSION + platform()),
          List.of(ETCD, API_SERVER, KUBECTL));

  private Binaries() {}

  /** Where kube-api-test looks below the directory it is given. */
  static Path layout(Path testDirectory) {
    return PROGRAMS.below(testDirectory);
  }

  /** Such as {@code -linux-amd64}. */
  static String platform() {
    return Utils.platformSuffix(new OSInfo());
  }
}
