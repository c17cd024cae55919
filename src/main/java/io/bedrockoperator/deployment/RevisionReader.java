package io.bedrockoperator.deployment;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.rollout.RevisionHealth;
import io.bedrockoperator.rollout.RevisionOwner;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.StatusReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an InferenceProfile as a revision of a deployment. */
record RevisionReader(InferenceProfileDeployment deployment) {

  private static final String API_VERSION =
      HasMetadata.getApiVersion(InferenceProfileDeployment.class);
  private static final String KIND = HasMetadata.getKind(InferenceProfileDeployment.class);

  ObservedRevision read(InferenceProfile resource) {
    var metadata = resource.getMetadata();
    var status = Optional.ofNullable(resource.getStatus());
    return new ObservedRevision(
        metadata.getName(),
        metadata.getUid(),
        metadata.getResourceVersion(),
        owner(resource),
        resource.isMarkedForDeletion(),
        Optional.ofNullable(resource.getSpec()),
        orEmpty(metadata.getLabels()),
        orEmpty(metadata.getAnnotations()),
        health(resource),
        StatusReader.record(resource).arn(),
        status.map(present -> present.models()).orElse(List.<ProfileModel>of()),
        Condition.find(StatusReader.conditions(resource), Conditions.MODEL_ACTIVE));
  }

  private RevisionOwner owner(InferenceProfile resource) {
    return resource.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .findFirst()
        .filter(this::isOfThisName)
        .map(
            reference ->
                deployment.getMetadata().getUid().equals(reference.getUid())
                    ? RevisionOwner.DEPLOYMENT
                    : RevisionOwner.EARLIER_DEPLOYMENT)
        .orElse(RevisionOwner.STRANGER);
  }

  private boolean isOfThisName(OwnerReference reference) {
    return API_VERSION.equals(reference.getApiVersion())
        && KIND.equals(reference.getKind())
        && deployment.getMetadata().getName().equals(reference.getName());
  }

  private static RevisionHealth health(InferenceProfile resource) {
    var conditions = StatusReader.conditions(resource);
    var record = StatusReader.record(resource);
    var isReady = StatusReader.isReady(resource);
    var seenActive = record.isFinal() && record.arn().isPresent();
    var usable = isReady && seenActive;
    // Otherwise, the condition is about an earlier profile.
    var ready =
        Condition.find(conditions, Conditions.READY).filter(condition -> usable || !isReady);
    return new RevisionHealth(
        usable && StatusReader.isCurrent(resource),
        usable,
        seenActive,
        StatusReader.wasEverReady(resource),
        Condition.find(conditions, Conditions.STALLED)
            .filter(condition -> Conditions.TRUE.equals(condition.status()))
            .isPresent(),
        ready.map(Condition::reason).orElse(""),
        ready.map(Condition::message).orElse(""));
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }
}
