package io.bedrockoperator.kubernetes;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.reconcile.ResourceEvent;

/** Takes what passes announce, and does not make them wait. */
@FunctionalInterface
public interface EventSink {

  /** Best effort: nobody is told that it could not be written. */
  void record(InferenceProfile resource, ResourceEvent announcement);
}
