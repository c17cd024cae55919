package io.bedrockoperator.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the operator may watch resources that an earlier version did not need to watch. Every
 * authenticated user may ask this about itself (ClusterRole system:basic-user).
 */
public record WatchPermission(KubernetesClient client) {

  /**
   * Whether a resource of the core API group may be watched; also true if the API server does not
   * answer.
   *
   * @param resource the plural name
   * @param namespace null for all namespaces
   */
  public boolean covers(String resource, @Nullable String namespace) {
    return covers("", resource, namespace);
  }

  /**
   * Whether a resource of an API group may be watched; also true if the API server does not answer.
   *
   * @param resource the plural name
   * @param namespace null for all namespaces
   */
  public boolean covers(String group, String resource, @Nullable String namespace) {
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withGroup(group)
            .withResource(resource)
            .withNamespace(namespace)
            .withVerb("watch")
            .endResourceAttributes()
            .endSpec()
            .build();
    try {
      return client
          .authorization()
          .v1()
          .selfSubjectAccessReview()
          .create(review)
          .getStatus()
          .getAllowed();
    } catch (KubernetesClientException unanswered) {
      return true;
    }
  }
}
