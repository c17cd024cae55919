package io.bedrockoperator;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what has to be in the cluster before anything can be watched, and says what it waits
 * for.
 *
 * @param waitsFor told what is missing, each time that it is
 */
record ClusterReadiness(KubernetesClient client, Settings settings, Consumer<String> waitsFor) {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterReadiness.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  void awaitResourceDefinition() throws InterruptedException {
    until(
        "the CustomResourceDefinition inferenceprofiles.bedrock-operator.io is not installed: apply"
            + " crds/",
        () -> {
          var resources = client.resources(InferenceProfile.class);
          var watched = settings.watchNamespaces().stream().findFirst();
          var scope =
              watched.isPresent()
                  ? resources.inNamespace(watched.get())
                  : resources.inAnyNamespace();
          scope.list(new ListOptionsBuilder().withLimit(1L).build());
          return Optional.of(true);
        });
  }

  /**
   * The identity that owner tags carry: the one that was set, else the uid of the kube-system
   * namespace.
   */
  String awaitClusterId() throws InterruptedException {
    return settings.clusterId().isPresent()
        ? settings.clusterId().get()
        : until(
            "there is no namespace kube-system: set BEDROCK_OPERATOR_CLUSTER_ID",
            () ->
                Optional.ofNullable(client.namespaces().withName("kube-system").get())
                    .map(namespace -> namespace.getMetadata().getUid()));
  }

  private <T> T until(String whatIsMissing, Supplier<Optional<T>> attempt)
      throws InterruptedException {
    while (true) {
      var found = attempt(whatIsMissing, attempt);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(PAUSE);
    }
  }

  private <T> Optional<T> attempt(String whatIsMissing, Supplier<Optional<T>> attempt) {
    try {
      var found = attempt.get();
      if (found.isEmpty()) {
        waitFor(whatIsMissing);
      }
      return found;
    } catch (KubernetesClientException failure) {
      var missing = failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
      waitFor(missing ? whatIsMissing : "the API server says " + failure.getMessage());
      return Optional.empty();
    }
  }

  private void waitFor(String what) {
    waitsFor.accept(what);
    LOG.warn("waiting: {}", what);
  }
}
