package io.bedrockoperator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.Tag;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Specs with one field changed. */
final class Edit {

  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private Edit() {}

  static InferenceProfileSpec tags(InferenceProfileSpec spec, List<Tag> tags) {
    return edited(spec, "tags", tags);
  }

  static InferenceProfileSpec deletionPolicy(InferenceProfileSpec spec, String policy) {
    return edited(spec, "deletionPolicy", policy);
  }

  static InferenceProfileSpec managementPolicy(InferenceProfileSpec spec, String policy) {
    return edited(spec, "managementPolicy", policy);
  }

  static InferenceProfileSpec suspended(InferenceProfileSpec spec, boolean suspended) {
    return edited(spec, "suspend", suspended);
  }

  static InferenceProfileSpec adopt(InferenceProfileSpec spec, Adopt adopt) {
    return edited(spec, "adopt", adopt);
  }

  /** Under that name, or not at all any more. */
  static InferenceProfileSpec publish(InferenceProfileSpec spec, Optional<String> configMap) {
    return publish(
        spec,
        configMap
            .map(name -> new Publish(new PublishConfigMap(name, null, Publications.TEMPLATES)))
            .orElse(null));
  }

  static InferenceProfileSpec publish(InferenceProfileSpec spec, @Nullable Publish publish) {
    return edited(spec, "publish", publish);
  }

  private static InferenceProfileSpec edited(
      InferenceProfileSpec spec, String field, @Nullable Object value) {
    var json = JSON.convertValue(spec, ObjectNode.class);
    json.set(field, JSON.convertValue(value, JsonNode.class));
    return JSON.convertValue(json, InferenceProfileSpec.class);
  }
}
