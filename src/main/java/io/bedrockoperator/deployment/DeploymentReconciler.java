package io.bedrockoperator.deployment;

import io.bedrockoperator.reconcile.RequeueDelays;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reconciles deployments. It keeps no memory, since all that counts is in the cluster. Different
 * deployments may be reconciled at the same time, in one thread each.
 *
 * @param clock for the times in a status, which decide how long revisions are kept
 */
public record DeploymentReconciler(
    DeploymentParser parser, RequeueDelays delays, InstantSource clock) {

  /**
   * Brings the deployment one step closer to its spec.
   *
   * @return the delay after which to call again if nothing happens before; empty for never
   */
  public Optional<Duration> run(String namespace, String name, DeploymentStore store) {
    // The garbage collector removes what a deleted deployment leaves behind.
    return store
        .read(namespace, name)
        .filter(deployment -> !deployment.isMarkedForDeletion())
        .flatMap(deployment -> new DeploymentReconciliation(this, deployment, store).run());
  }
}
