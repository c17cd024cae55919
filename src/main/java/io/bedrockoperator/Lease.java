package io.bedrockoperator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What says which replica works.
 *
 * @param identity this process's, and no other's, also where two run on one host
 */
record Lease(KubernetesClient client, String namespace, String identity) {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private static final String NAME = "bedrock-operator";

  static Lease in(String namespace, KubernetesClient client) {
    return new Lease(client, namespace, NAME + "-" + UUID.randomUUID());
  }

  LeaderElectionConfiguration election(Runnable onceLeading, Runnable afterLoss) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(NAME)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(onceLeading, afterLoss, leader -> {}))
        .build();
  }

  /** The next replica need not wait until the lease runs out. */
  void release() {
    try {
      var lease = client.leases().inNamespace(namespace).withName(NAME);
      var now = lease.get();
      if (now != null && identity.equals(now.getSpec().getHolderIdentity())) {
        now.getSpec().setHolderIdentity("");
        lease.patch(now);
      }
    } catch (KubernetesClientException failure) {
      LOG.atWarn().addKeyValue("error", failure.getMessage()).log("the lease runs out by itself");
    }
  }
}
