package io.bedrockoperator.deployment;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.reconcile.ConfigMapStore;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.rollout.DesiredRevision;
import io.bedrockoperator.rollout.ObservedRevision;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a reconciliation of a deployment may do to the cluster. Reads return the present
 * state of the API server. Each method may throw {@link
 * io.bedrockoperator.reconcile.ResourceStore.ApiServerFailure}.
 */
public interface DeploymentStore {

  /** The result of a write or deletion. */
  sealed interface Answer {}

  /** The API server carried it out. */
  record Written() implements Answer {}

  /**
   * The resource in the cluster is not the one that the caller assumed, so nothing was written.
   * Read it again.
   */
  record Changed() implements Answer {}

  /**
   * The API server rejected the request, and would reject it again.
   *
   * @param why the message of the API server
   */
  record Refused(String why) implements Answer {}

  /** Reads the deployment. */
  Optional<InferenceProfileDeployment> read(String namespace, String name);

  /**
   * Reads the InferenceProfiles that the operator manages for the deployment, as far as the watch
   * has shown them.
   */
  List<InferenceProfile> revisions(InferenceProfileDeployment deployment);

  /** Reads the InferenceProfile of that name, whoever owns it. */
  Optional<InferenceProfile> revision(String namespace, String name);

  /** Creates the revision, unless the name is taken. */
  Answer create(InferenceProfileDeployment deployment, DesiredRevision revision);

  /** Updates the revision, if it has not changed since it was read. */
  Answer update(
      InferenceProfileDeployment deployment, ObservedRevision current, DesiredRevision to);

  /** Deletes the revision, if it has not changed since it was read. */
  Answer delete(InferenceProfileDeployment deployment, ObservedRevision current);

  /** Replaces the whole status, if the deployment has not changed since it was read. */
  Answer writeStatus(
      InferenceProfileDeployment deployment, InferenceProfileDeploymentStatus status);

  /** The published ConfigMaps; empty if publishing is disabled. */
  Optional<ConfigMapStore> configMaps();

  /**
   * Emits an event. This is best effort: an event that cannot be emitted is logged and forgotten.
   */
  void announce(InferenceProfileDeployment deployment, ResourceEvent announcement);
}
