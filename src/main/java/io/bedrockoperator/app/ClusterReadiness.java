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
 * Waits for what must be in the cluster before the operator can watch anything, and reports what is
 * missing. A wait ends only when that is there, or with the process.
 *
 * @param waitsFor receives what is missing, after each check that finds it missing
 */
record ClusterReadiness(
    KubernetesClient client, Settings settings, Sleeper pause, Consumer<String> waitsFor) {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterReadiness.class);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
  private static final Duration LATE_CHECK_INTERVAL = Duration.ofMinutes(1);

  /** While the same thing is missing, it is logged once every half a minute. */
  private static final int CHECKS_PER_LOG_LINE = 15;

  /**
   * Waits until the resources can be listed in the way in which they will be watched.
   *
   * @throws BadSettingException if the API server refuses the label selector
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
   * Returns the cluster identity for owner tags: the configured one, or else the uid of the
   * kube-system namespace, for which it waits.
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

  /** Waits until the Lease can be created; otherwise, no replica could ever become the leader. */
  void awaitNamespaceOf(LeaderLease lease) {
    until(
        "there is no namespace %s for the Lease: create it, or set BEDROCK_OPERATOR_LEASE_NAMESPACE"
            .formatted(lease.namespace()),
        () -> {
          lease.tryCreation();
          return Optional.of(true);
        });
  }

  /**
   * Whether the cluster offers BedrockAccounts. If it does not, all profiles live in the operator's
   * own account.
   */
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

  /**
   * Whether the cluster offers InferenceProfileDeployments that the operator may watch. If not, the
   * operator does everything else without them.
   */
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
          "the operator may not watch InferenceProfileDeployments, so it does not reconcile them:"
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

  /**
   * Waits until the kind is installed, or the thread is interrupted, and logs that a restart is
   * needed: the operator decides at the start what it watches.
   */
  void sayOnceInstalled(Class<? extends HasMetadata> kind) {
    while (!isInstalled(kind)) {
      pause.pause(LATE_CHECK_INTERVAL);
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

  private <T> T until(String whatIsMissing, Supplier<Optional<T>> check) {
    var lastLogged = "";
    var checks = 0;
    while (true) {
      var missing = whatIsMissing;
      try {
        var found = check.get();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (KubernetesClientException failure) {
        if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
          missing = "the API server says " + reason(failure) + remedy(failure);
        }
      }
      waitsFor.accept(missing);
      if (!missing.equals(lastLogged) || checks % CHECKS_PER_LOG_LINE == 0) {
        LOG.warn("waiting: {}", missing);
        lastLogged = missing;
        checks = 0;
      }
      checks++;
      pause.pause(CHECK_INTERVAL);
    }
  }

  private static String remedy(KubernetesClientException failure) {
    return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        ? ": apply the Role or ClusterRole of this version"
        : "";
  }

  /** Prefers the status message, since the client's own message repeats the whole response. */
  private static String reason(KubernetesClientException failure) {
    return Optional.ofNullable(failure.getStatus())
        .map(Status::getMessage)
        .orElseGet(() -> String.valueOf(failure.getMessage()));
  }
}
