package io.bedrockoperator.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The JSON serialization of the Kubernetes client. */
public final class KubernetesJson {

  /** More than there are concurrent requests; one set of buffers takes some 20 KiB. */
  private static final int BUFFERS = 100;

  private KubernetesJson() {}

  /**
   * Drops the managed fields: only the API server needs them, and they would take half of the
   * memory of a cached resource.
   */
  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  /**
   * Registers only the types that the operator's watches deliver: otherwise, the client would load
   * all of its 600 model classes at every start. A call that names its type can read any type.
   */
  public static KubernetesSerialization ofWatchedTypes() {
    var serialization = new KubernetesSerialization(mapper(), false);
    serialization.registerKubernetesResource(InferenceProfile.class);
    serialization.registerKubernetesResource(InferenceProfileDeployment.class);
    serialization.registerKubernetesResource(BedrockAccount.class);
    serialization.registerKubernetesResource(Namespace.class);
    serialization.registerKubernetesResource(ConfigMap.class);
    // The API server ends a watch with it, for example if the watch fell too far behind.
    serialization.registerKubernetesResource(Status.class);
    // A spec field that cannot be read is reported on its resource, not warned about at every copy.
    serialization.getUnmatchedFieldTypeModule().setLogWarnings(false);
    return serialization;
  }

  /**
   * Pools the buffers. By default, each thread has its own; a virtual thread would allocate them
   * for its one request, and keep them for as long as its reconciliation waits.
   */
  static ObjectMapper mapper() {
    var factory =
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS)).build();
    return new ObjectMapper(factory).addMixIn(ObjectMeta.class, WithoutManagedFields.class);
  }
}
