package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.api.InferenceProfile;
import java.util.Optional;

/**
 * News of a resource.
 *
 * @param state empty when the resource is gone
 */
record Change(Key key, Optional<State> state) {

  static Change to(InferenceProfile profile) {
    return new Change(Key.of(profile), Optional.of(State.of(profile)));
  }

  static Change gone(InferenceProfile profile) {
    return new Change(Key.of(profile), Optional.empty());
  }
}
