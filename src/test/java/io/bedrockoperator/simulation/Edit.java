package io.bedrockoperator.simulation;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specs with one field changed. */
final class Edit {

  private Edit() {}

  static InferenceProfileSpec tags(InferenceProfileSpec spec, List<Tag> tags) {
    return edited(
        spec, tags, spec.deletionPolicy(), spec.managementPolicy(), spec.suspend(), spec.adopt());
  }

  static InferenceProfileSpec deletionPolicy(InferenceProfileSpec spec, String policy) {
    return edited(spec, spec.tags(), policy, spec.managementPolicy(), spec.suspend(), spec.adopt());
  }

  static InferenceProfileSpec managementPolicy(InferenceProfileSpec spec, String policy) {
    return edited(spec, spec.tags(), spec.deletionPolicy(), policy, spec.suspend(), spec.adopt());
  }

  static InferenceProfileSpec suspended(InferenceProfileSpec spec, boolean suspended) {
    return edited(
        spec, spec.tags(), spec.deletionPolicy(), spec.managementPolicy(), suspended, spec.adopt());
  }

  static InferenceProfileSpec adopt(InferenceProfileSpec spec, Adopt adopt) {
    return edited(
        spec, spec.tags(), spec.deletionPolicy(), spec.managementPolicy(), spec.suspend(), adopt);
  }

  private static InferenceProfileSpec edited(
      InferenceProfileSpec spec,
      @Nullable List<Tag> tags,
      @Nullable String deletionPolicy,
      @Nullable String managementPolicy,
      @Nullable Boolean suspended,
      @Nullable Adopt adopt) {
    return new InferenceProfileSpec(
        spec.inferenceProfileName(),
        spec.description(),
        spec.modelSource(),
        tags,
        deletionPolicy,
        spec.recreatePolicy(),
        managementPolicy,
        suspended,
        adopt,
        spec.unreadable());
  }
}
