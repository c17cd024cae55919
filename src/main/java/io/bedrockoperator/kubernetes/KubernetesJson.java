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

/** How the Kubernetes client reads and writes resources. */
public final class KubernetesJson {

  /** More than requests are under way at once; a set of them takes some 20 KiB. */
  private static final int BUFFERS = 100;

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
  public static KubernetesSerialization ofWatchedTypes() {
    var serialization = new KubernetesSerialization(mapper(), false);
    serialization.registerKubernetesResource(InferenceProfile.class);
    serialization.registerKubernetesResource(InferenceProfileDeployment.class);
    serialization.registerKubernetesResource(BedrockAccount.class);
    serialization.registerKubernetesResource(Namespace.class);
    serialization.registerKubernetesResource(ConfigMap.class);
    // How the API server ends a watch, such as one that fell too far behind.
    serialization.registerKubernetesResource(Status.class);
    // A spec field that cannot be read is reported on its resource, not warned about at every copy.
    serialization.getUnmatchedFieldTypeModule().setLogWarnings(false);
    return serialization;
  }

  /**
   * By default each thread has buffers of its own, which a virtual thread would make anew for its
   * one request, and keep for as long as its reconciliation waits.
   */
  static ObjectMapper mapper() {
    var factory =
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS)).build();
    return new ObjectMapper(factory).addMixIn(ObjectMeta.class, WithoutManagedFields.class);
  }
}
