package io.bedrockoperator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What says which replica works.
 *
 * @param identity this process's, and no other's, also where two run on one host
 */
record Lease(KubernetesClient client, String namespace, String name, String identity) {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  /** Unless another was set. */
  static final String NAME = "bedrock-operator";

  /**
   * A replica that stands by looks after this time or up to 2.2 times as much: less than two
   * seconds after a leader said good-bye, the next one works. The leader renews as often, which is
   * four small requests a second.
   */
  private static final Duration RETRY = Duration.ofMillis(500);

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  static Lease in(String namespace, String name, KubernetesClient client) {
    return new Lease(client, namespace, name, name + "-" + UUID.randomUUID());
  }

  LeaderElectionConfiguration election(Runnable onceLeading, Runnable afterLoss) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(name)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withRetryPeriod(RETRY)
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(onceLeading, afterLoss, leader -> {}))
        .build();
  }

  /**
   * The next replica need not wait until the lease runs out. Given up after a moment: the client's
   * own patience with an API server that is away outlasts the time that a pod has to end.
   */
  void release() {
    try {
      if (!Thread.ofVirtual().name("release").start(this::letGo).join(FAREWELL)) {
        runsOut("the API server did not answer in time");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void letGo() {
    try {
      var lease = client.leases().inNamespace(namespace).withName(name);
      var now = lease.get();
      if (now != null && identity.equals(now.getSpec().getHolderIdentity())) {
        now.getSpec().setHolderIdentity("");
        lease.patch(now);
      }
    } catch (KubernetesClientException failure) {
      runsOut(String.valueOf(failure.getMessage()));
    }
  }

  private static void runsOut(String error) {
    LOG.atWarn().addKeyValue("error", error).log("the lease runs out by itself");
  }
}
