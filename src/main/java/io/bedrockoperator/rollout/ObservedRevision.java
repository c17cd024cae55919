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
 * @param uid of the resource
 * @param version of the resource
 * @param owner whose it is, by its controller reference
 * @param terminating it was deleted, and goes once its profile is gone
 * @param arn of its profile, as its status says
 * @param models behind the profile, as its status says
 * @param modelActive its condition of that type
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

  /** It counts: it is the deployment's, and not about to go. */
  public boolean isLiving() {
    return owner == RevisionOwner.DEPLOYMENT && !terminating;
  }
}
