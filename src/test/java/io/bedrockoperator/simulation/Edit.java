package io.bedrockoperator.simulation;

import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specs with one field changed. */
final class Edit {

  private Edit() {}

  static InferenceProfileSpec tags(InferenceProfileSpec spec, List<Tag> tags) {
    return edited(spec, tags, spec.deletionPolicy(), spec.managementPolicy(), spec.suspend());
  }

  static InferenceProfileSpec deletionPolicy(InferenceProfileSpec spec, String policy) {
    return edited(spec, spec.tags(), policy, spec.managementPolicy(), spec.suspend());
  }

  static InferenceProfileSpec managementPolicy(InferenceProfileSpec spec, String policy) {
    return edited(spec, spec.tags(), spec.deletionPolicy(), policy, spec.suspend());
  }

  static InferenceProfileSpec suspended(InferenceProfileSpec spec, boolean suspended) {
    return edited(spec, spec.tags(), spec.deletionPolicy(), spec.managementPolicy(), suspended);
  }

  private static InferenceProfileSpec edited(
      InferenceProfileSpec spec,
      @Nullable List<Tag> tags,
      @Nullable String deletionPolicy,
      @Nullable String managementPolicy,
      @Nullable Boolean suspended) {
    return new InferenceProfileSpec(
        spec.inferenceProfileName(),
        spec.description(),
        spec.modelSource(),
        tags,
        deletionPolicy,
        spec.recreatePolicy(),
        managementPolicy,
        suspended,
        spec.adopt(),
        spec.unreadable());
  }
}
