package io.bedrockoperator.dev.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Which object.
 *
 * @param name with the short name of its kind before it, unless that is InferenceProfile
 */
record Key(String namespace, String name) {

  static Key of(HasMetadata object) {
    return new Key(
        object.getMetadata().getNamespace(),
        prefix(object.getKind()) + object.getMetadata().getName());
  }

  private static String prefix(String kind) {
    return switch (kind) {
      case "InferenceProfile" -> "";
      case "InferenceProfileDeployment" -> "aipd/";
      case "ConfigMap" -> "cm/";
      default -> throw new IllegalArgumentException("no sample is of the kind " + kind);
    };
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
