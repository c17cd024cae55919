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

  private static final int ATTEMPTS = 5;

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
   * The next replica need not wait until the lease runs out. A renewal may still be on its way, and
   * take the lease again: so it is looked at until it is another's or nobody's.
   */
  void release() {
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        if (letGo()) {
          return;
        }
      } catch (KubernetesClientException failure) {
        LOG.atWarn()
            .addKeyValue("error", failure.getMessage())
            .log("the lease was not released, attempt {} of {}", attempt, ATTEMPTS);
      }
    }
  }

  /** Whether it was let go before. */
  private boolean letGo() {
    var now = client.leases().inNamespace(namespace).withName(name).get();
    if (now == null || !identity.equals(now.getSpec().getHolderIdentity())) {
      return true;
    }
    now.getSpec().setHolderIdentity("");
    client.resource(now).lockResourceVersion().update();
    return false;
  }
}
