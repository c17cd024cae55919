package io.bedrockoperator.app;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lease that decides which replica leads.
 *
 * @param identity the identity of this process, unique even if several run on one host
 */
record LeaderLease(KubernetesClient client, String namespace, String name, String identity) {

  private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

  /** The default name. */
  static final String NAME = "bedrock-operator";

  private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(1);

  /**
   * @param host the name of the pod, if there is one
   */
  static LeaderLease in(
      String namespace, String name, Optional<String> host, KubernetesClient client) {
    var suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return new LeaderLease(client, namespace, name, host.orElse(name) + "_" + suffix);
  }

  /**
   * Checks with a dry run whether the Lease can be created: the election itself would log every
   * refusal with its stack trace.
   *
   * @throws KubernetesClientException as the creation would; "not found" refers to the namespace
   */
  void tryCreation() {
    var lease = new LeaseBuilder().withNewMetadata().withName(name).endMetadata().build();
    try {
      client.leases().inNamespace(namespace).resource(lease).dryRun().create();
    } catch (KubernetesClientException refused) {
      // The Lease exists already, or an admission webhook does not support dry runs.
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT
          && refused.getCode() != HttpURLConnection.HTTP_BAD_REQUEST) {
        throw refused;
      }
    }
  }

  LeaderElectionConfiguration election(Runnable onceLeading, Runnable afterLoss) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(name)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(onceLeading, afterLoss, leader -> {}))
        .build();
  }

  /**
   * Releases the Lease, so that the next replica need not wait until it expires. Gives up after a
   * moment: the client's own timeout for an unreachable API server is longer than the time that a
   * pod has to terminate.
   */
  void release() {
    try {
      if (!Thread.ofVirtual().name("release").start(this::clearHolder).join(RELEASE_TIMEOUT)) {
        logNotReleased("the API server did not answer in time");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void clearHolder() {
    try {
      var lease = client.leases().inNamespace(namespace).withName(name);
      var now = lease.get();
      if (now != null && identity.equals(now.getSpec().getHolderIdentity())) {
        now.getSpec().setHolderIdentity("");
        lease.patch(now);
      }
    } catch (KubernetesClientException failure) {
      logNotReleased(String.valueOf(failure.getMessage()));
    }
  }

  private static void logNotReleased(String error) {
    LOG.atWarn()
        .addKeyValue("error", error)
        .log("the Lease could not be released: the next replica waits until it expires");
  }
}
