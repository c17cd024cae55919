package io.bedrockoperator.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the operator may watch what an earlier version did not need to. Every account may ask
 * this about itself (ClusterRole system:basic-user).
 */
public record WatchPermission(KubernetesClient client) {

  /**
   * True also where nobody answers.
   *
   * @param resource in the plural
   * @param namespace null for all
   */
  public boolean covers(String resource, @Nullable String namespace) {
    return covers("", resource, namespace);
  }

  /**
   * The same in an API group.
   *
   * @param resource in the plural
   * @param namespace null for all
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
