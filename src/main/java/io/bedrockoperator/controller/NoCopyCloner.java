package io.bedrockoperator.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * Passes the cached resource to its reconciliation as it is. A copy would be written as JSON and
 * parsed again, twice for each reconciliation, and no reconciliation changes the resource that it
 * is passed.
 */
public final class NoCopyCloner implements Cloner {

  @Override
  public <R extends HasMetadata> R clone(R resource) {
    return resource;
  }
}
