package io.bedrockoperator.samples;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Path;

/**
 * A sample and what it published.
 *
 * @param directory empty, for the files of whoever reads it
 */
record PublishedSample(PublishSample sample, ConfigMap configMap, Path directory) {

  /** For a sample with a workload. */
  Kubelet kubelet() {
    return new Kubelet(sample.pod().orElseThrow(), configMap, directory);
  }
}
