package io.bedrockoperator.kubernetes;

import io.bedrockoperator.reconcile.ResourceEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Takes the events that reconciliations announce, without making them wait. */
@FunctionalInterface
public interface EventSink {

  /** Records an event; best effort, so the caller does not learn whether it was written. */
  void record(HasMetadata resource, ResourceEvent announcement);
}
