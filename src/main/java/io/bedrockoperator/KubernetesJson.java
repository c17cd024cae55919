package io.bedrockoperator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** How the Kubernetes client reads and writes resources. */
final class KubernetesJson {

  private KubernetesJson() {}

  /**
   * Who owns which field is the API server's business, and half of what a cached resource would
   * take.
   */
  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  /**
   * Knows by name only what a watch of ours delivers: the client would load all of its 600 model
   * classes, at every start, to find out. Where a call names its type, every type can be read.
   */
  static KubernetesSerialization ofWatchedTypes() {
    var mapper = new ObjectMapper().addMixIn(ObjectMeta.class, WithoutManagedFields.class);
    var serialization = new KubernetesSerialization(mapper, false);
    serialization.registerKubernetesResource(InferenceProfile.class);
    // How the API server ends a watch, such as one that fell too far behind.
    serialization.registerKubernetesResource(Status.class);
    // A spec field that cannot be read is reported on its resource, not warned about at every copy.
    serialization.getUnmatchedFieldTypeModule().setLogWarnings(false);
    return serialization;
  }
}
