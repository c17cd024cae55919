package io.bedrockoperator.deployment;

import io.bedrockoperator.reconcile.RequeueDelays;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reconciles deployments. Remembers nothing: all that counts is in the cluster. Safe for many
 * threads, one for each deployment.
 *
 * @param clock for the times in a status, by which revisions are retained
 */
public record DeploymentReconciler(
    DeploymentParser parser, RequeueDelays delays, InstantSource clock) {

  /**
   * Brings the deployment one step further.
   *
   * @return when to come back if nothing happens before; empty for never
   */
  public Optional<Duration> run(String namespace, String name, DeploymentStore store) {
    // What a deleted one leaves behind, the garbage collector removes.
    return store
        .read(namespace, name)
        .filter(deployment -> !deployment.isMarkedForDeletion())
        .flatMap(deployment -> new DeploymentReconciliation(this, deployment, store).run());
  }
}
