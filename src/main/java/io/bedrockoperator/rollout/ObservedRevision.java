package io.bedrockoperator.rollout;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.ProfileModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An InferenceProfile as the cluster has it.
 *
 * @param uid the uid of the resource
 * @param version the version of the resource
 * @param owner who owns it, by its controller reference
 * @param terminating whether it was deleted, and goes once its profile is gone
 * @param arn the ARN of its profile, as its status says
 * @param models the models behind the profile, as its status says
 * @param modelActive its condition {@code ModelActive}
 */
public record ObservedRevision(
    String name,
    String uid,
    String version,
    RevisionOwner owner,
    boolean terminating,
    Optional<InferenceProfileSpec> spec,
    Map<String, String> labels,
    Map<String, String> annotations,
    RevisionHealth health,
    Optional<String> arn,
    List<ProfileModel> models,
    Optional<Condition> modelActive) {

  public ObservedRevision {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    models = List.copyOf(models);
  }

  /** Whether it belongs to the deployment and is not being deleted. */
  public boolean isLiving() {
    return owner == RevisionOwner.DEPLOYMENT && !terminating;
  }
}
