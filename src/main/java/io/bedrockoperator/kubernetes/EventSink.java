package io.bedrockoperator.kubernetes;

import io.bedrockoperator.reconcile.ResourceEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Takes what passes announce, and does not make them wait. */
@FunctionalInterface
public interface EventSink {

  /** Best effort: nobody is told that it could not be written. */
  void record(HasMetadata resource, ResourceEvent announcement);
}
