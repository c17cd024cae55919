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
 * Everything a reconciliation of a deployment may do to the cluster. What it reads is as the API
 * server has it now. Each method may throw {@link
 * io.bedrockoperator.reconcile.ResourceStore.ApiServerFailure}.
 */
public interface DeploymentStore {

  /** What came of a write. */
  sealed interface Answer {}

  /** It is in the cluster. */
  record Written() implements Answer {}

  /** The cluster has something else than was assumed: look again. */
  record Changed() implements Answer {}

  /**
   * The API server does not take it, and would not take it a second time.
   *
   * @param why in its words
   */
  record Refused(String why) implements Answer {}

  /** The deployment as it is now. */
  Optional<InferenceProfileDeployment> read(String namespace, String name);

  /** What the operator manages there for the deployment, as far as the watch shows it by now. */
  List<InferenceProfile> revisions(InferenceProfileDeployment deployment);

  /** The InferenceProfile of that name, whosever it is. */
  Optional<InferenceProfile> revision(String namespace, String name);

  /** Makes it, unless the name is taken. */
  Answer create(InferenceProfileDeployment deployment, DesiredRevision revision);

  /** Changes it, if nobody changed it since. */
  Answer update(
      InferenceProfileDeployment deployment, ObservedRevision current, DesiredRevision to);

  /** Deletes it, if nobody changed it since. */
  Answer delete(InferenceProfileDeployment deployment, ObservedRevision current);

  /** Replaces the whole status, if nobody changed the deployment since. */
  Answer writeStatus(
      InferenceProfileDeployment deployment, InferenceProfileDeploymentStatus status);

  /** The ConfigMaps that are published; empty where the operator is set not to publish. */
  Optional<ConfigMapStore> configMaps();

  /** Best effort: an announcement that cannot be made is logged and forgotten. */
  void announce(InferenceProfileDeployment deployment, ResourceEvent announcement);
}
