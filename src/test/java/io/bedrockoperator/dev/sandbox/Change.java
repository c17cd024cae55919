package io.bedrockoperator.dev.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * News of an object.
 *
 * @param state empty when the object is gone
 */
record Change(Key key, Optional<State> state) {

  static Change gone(HasMetadata object) {
    return new Change(Key.of(object), Optional.empty());
  }
}
