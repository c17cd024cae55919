package io.bedrockoperator.dev.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which resource. */
record Key(String namespace, String name) {

  static Key of(HasMetadata object) {
    return new Key(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
