package io.bedrockoperator.samples;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts the first container of a pod that reads one ConfigMap: environment and files, as
 * Kubernetes makes them of it. Another ConfigMap, or a key that is missing, is an error, for the
 * container would not start.
 *
 * @param root where the file system of the container begins
 */
record Kubelet(PodSpec pod, ConfigMap configMap, Path root) {

  private static final String DATA = "..data";

  Container container() {
    return pod.getContainers().getFirst();
  }

  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    for (var source : container().getEnvFrom()) {
      environment.putAll(data(source.getConfigMapRef().getName()));
    }
    for (var variable : container().getEnv()) {
      environment.put(variable.getName(), value(variable));
    }
    return environment;
  }

  private String value(EnvVar variable) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    var reference = variable.getValueFrom().getConfigMapKeyRef();
    return required(data(reference.getName()), reference.getKey());
  }

  /** What is at a path in the container, after its volumes were mounted. */
  Path file(String path) {
    mount();
    return root.resolve(path.substring(1));
  }

  private void mount() {
    for (var mount : container().getVolumeMounts()) {
      var volume =
          pod.getVolumes().stream()
              .filter(is -> is.getName().equals(mount.getName()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no volume " + mount.getName()));
      write(root.resolve(mount.getMountPath().substring(1)), volume.getConfigMap().getName());
    }
  }

  /** The files are links into a directory that is exchanged as a whole (Kubernetes volumes). */
  private void write(Path directory, String name) {
    try {
      var version = Files.createDirectories(directory.resolve("..2026_01_01"));
      Files.createSymbolicLink(directory.resolve(DATA), version.getFileName());
      for (var entry : data(name).entrySet()) {
        Files.writeString(version.resolve(entry.getKey()), entry.getValue());
        Files.createSymbolicLink(directory.resolve(entry.getKey()), Path.of(DATA, entry.getKey()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> data(String name) {
    if (!name.equals(configMap.getMetadata().getName())) {
      throw new AssertionError("nothing publishes the ConfigMap " + name);
    }
    return configMap.getData();
  }

  static String required(Map<String, String> values, String key) {
    var value = values.get(key);
    if (value == null) {
      throw new AssertionError("there is no %s, but %s".formatted(key, values.keySet()));
    }
    return value;
  }
}
