package io.bedrockoperator.app;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.kubernetes.WatchPermission;
import io.bedrockoperator.scheduling.Sleeper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what has to be in the cluster before anything can be watched, and says what it waits
 * for. Ends only with what it waits for, or with the process.
 *
 * @param waitsFor told what is missing, each time that it is
 */
record ClusterReadiness(
    KubernetesClient client, Settings settings, Sleeper pause, Consumer<String> waitsFor) {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterReadiness.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LATE_LOOKS = Duration.ofMinutes(1);

  /** As long as the same is missing: a line every half a minute. */
  private static final int LOOKS_FOR_ONE_LINE = 15;

  /**
   * The resources can be listed as they will be watched.
   *
   * @throws BadSettingException if the API server refuses the selector of labels
   */
  void awaitResourceDefinition() {
    until(
        "the CustomResourceDefinition inferenceprofiles.bedrock-operator.io is not installed: apply"
            + " crds/",
        () -> {
          list();
          return Optional.of(true);
        });
  }

  private void list() {
    var resources = client.resources(InferenceProfile.class);
    var watched = settings.watchNamespaces().stream().findFirst();
    var scope =
        watched.isPresent() ? resources.inNamespace(watched.get()) : resources.inAnyNamespace();
    var selector = settings.labelSelector();
    var options = new ListOptionsBuilder().withLimit(1L);
    selector.ifPresent(options::withLabelSelector);
    try {
      scope.list(options.build());
    } catch (KubernetesClientException failure) {
      if (selector.isPresent() && failure.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
        throw BadSettingException.refused(
            Settings.LABEL_SELECTOR, selector.get(), reason(failure), failure);
      }
      throw failure;
    }
  }

  /**
   * The identity that owner tags carry: the one that was set, else the uid of the kube-system
   * namespace.
   */
  String awaitClusterId() {
    return settings.clusterId().isPresent()
        ? settings.clusterId().get()
        : until(
            "there is no namespace kube-system: set BEDROCK_OPERATOR_CLUSTER_ID",
            () ->
                Optional.ofNullable(client.namespaces().withName("kube-system").get())
                    .map(namespace -> namespace.getMetadata().getUid()));
  }

  /** Without it, no replica would ever work. */
  void awaitNamespaceOf(LeaderLease lease) {
    until(
        "there is no namespace %s for the Lease: create it, or set BEDROCK_OPERATOR_LEASE_NAMESPACE"
            .formatted(lease.namespace()),
        () -> {
          lease.tryCreation();
          return Optional.of(true);
        });
  }

  /** Where there are no BedrockAccounts, all profiles live in the operator's own account. */
  boolean offersAccounts() {
    var offered =
        until(
            "the API server does not say whether it offers BedrockAccounts",
            () -> Optional.of(canListAccounts()));
    if (!offered) {
      LOG.info(
          "the CustomResourceDefinition bedrockaccounts.bedrock-operator.io is not installed: all"
              + " profiles live in the operator's own account; to use others, apply crds/ and"
              + " restart the operator");
      lookLater(BedrockAccount.class);
    }
    return offered;
  }

  private boolean canListAccounts() {
    if (!client.supports(BedrockAccount.class)) {
      return false;
    }
    client.resources(BedrockAccount.class).list(new ListOptionsBuilder().withLimit(1L).build());
    return true;
  }

  /** Where there are none, or the operator may not see them, nothing is missed but them. */
  boolean offersDeployments() {
    var offered =
        until(
            "the API server does not say whether it offers InferenceProfileDeployments",
            () -> Optional.of(client.supports(InferenceProfileDeployment.class)));
    if (!offered) {
      LOG.info(
          "the CustomResourceDefinition inferenceprofiledeployments.bedrock-operator.io is not"
              + " installed: to use InferenceProfileDeployments, apply crds/ and restart the"
              + " operator");
      lookLater(InferenceProfileDeployment.class);
      return false;
    }
    var permitted =
        settings.watchNamespaces().isEmpty()
            ? mayWatchDeployments(null)
            : settings.watchNamespaces().stream().allMatch(this::mayWatchDeployments);
    if (!permitted) {
      LOG.warn(
          "the operator may not watch InferenceProfileDeployments, so nothing is done for them:"
              + " apply the RBAC of this version and restart it");
    }
    return permitted;
  }

  private boolean mayWatchDeployments(@Nullable String namespace) {
    return new WatchPermission(client)
        .covers(
            HasMetadata.getGroup(InferenceProfileDeployment.class),
            HasMetadata.getPlural(InferenceProfileDeployment.class),
            namespace);
  }

  private void lookLater(Class<? extends HasMetadata> kind) {
    Thread.ofVirtual().name("late-definitions").start(() -> sayOnceInstalled(kind));
  }

  /** What is watched was decided at the start. Ends then, or when it is interrupted. */
  void sayOnceInstalled(Class<? extends HasMetadata> kind) {
    while (!isInstalled(kind)) {
      pause.pause(BETWEEN_LATE_LOOKS);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
    LOG.warn(
        "the CustomResourceDefinition {} was installed after the operator started, which knows"
            + " nothing of it: restart the operator",
        HasMetadata.getFullResourceName(kind));
  }

  private boolean isInstalled(Class<? extends HasMetadata> kind) {
    try {
      return client.supports(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind));
    } catch (KubernetesClientException failure) {
      LOG.debug("whether {} is installed is asked again", kind, failure);
      return false;
    }
  }

  private <T> T until(String whatIsMissing, Supplier<Optional<T>> look) {
    var said = "";
    var looks = 0;
    while (true) {
      var missing = whatIsMissing;
      try {
        var found = look.get();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (KubernetesClientException failure) {
        if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
          missing = "the API server says " + reason(failure) + remedy(failure);
        }
      }
      waitsFor.accept(missing);
      if (!missing.equals(said) || looks % LOOKS_FOR_ONE_LINE == 0) {
        LOG.warn("waiting: {}", missing);
        said = missing;
        looks = 0;
      }
      looks++;
      pause.pause(BETWEEN_LOOKS);
    }
  }

  private static String remedy(KubernetesClientException failure) {
    return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        ? ": apply the Role or ClusterRole of this version"
        : "";
  }

  /** The client's own message repeats the whole answer. */
  private static String reason(KubernetesClientException failure) {
    return Optional.ofNullable(failure.getStatus())
        .map(Status::getMessage)
        .orElseGet(() -> String.valueOf(failure.getMessage()));
  }
}
