package io.bedrockoperator.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** Custom resources as an informer hands them over: read from JSON. */
public final class Resources {

  static final String UID = "3c2f6f0e-6f0f-4a0e-9a77-0d7f3a4a1f10";

  static final KubernetesSerialization JSON = new KubernetesSerialization();

  private Resources() {}

  /** A resource of generation 3 with that spec, which is JSON. */
  static InferenceProfile withSpec(String spec) {
    return JSON.unmarshal(
        """
        {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfile",
         "metadata": {"name": "chat", "namespace": "team-a", "uid": "%s", "generation": 3},
         "spec": %s}
        """
            .formatted(UID, spec),
        InferenceProfile.class);
  }

  public static InferenceProfile bare() {
    return withSpec("{}");
  }

  /** A spec as the API server has it, which is JSON. */
  public static InferenceProfileSpec spec(String json) {
    return JSON.unmarshal(json, InferenceProfileSpec.class);
  }

  /** A status as the API server has it, which is JSON. */
  public static InferenceProfileStatus status(String json) {
    return JSON.unmarshal(json, InferenceProfileStatus.class);
  }

  /** The same status, but for these fields, which are JSON. */
  public static InferenceProfileStatus edited(InferenceProfileStatus status, String fields) {
    var json = JSON.convertValue(status, ObjectNode.class);
    json.setAll(JSON.unmarshal(fields, ObjectNode.class));
    return JSON.convertValue(json, InferenceProfileStatus.class);
  }

  public static InferenceProfile withStatus(InferenceProfileStatus status) {
    return with(bare(), status);
  }

  public static InferenceProfile with(InferenceProfile resource, InferenceProfileStatus status) {
    resource.setStatus(status);
    return resource;
  }

  static InferenceProfile copyWith(InferenceProfile resource, InferenceProfileStatus status) {
    return with(JSON.clone(resource), status);
  }

  public static InferenceProfile annotated(InferenceProfile resource, String value) {
    resource
        .getMetadata()
        .setAnnotations(Map.of("bedrock-operator.io/reconcile-requested-at", value));
    return resource;
  }
}
