package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an object says about itself; empty where it says nothing yet.
 *
 * @param settled whether the operator has come to an end with what is wanted now
 */
record State(
    boolean settled, String ready, String reason, String status, String profileId, String arn) {

  static final State UNKNOWN = new State(false, "", "", "", "", "");

  static State of(InferenceProfile profile) {
    var status = profile.getStatus();
    return status == null
        ? UNKNOWN
        : of(
            profile,
            status.conditions(),
            status.status(),
            status.inferenceProfileId(),
            status.inferenceProfileArn());
  }

  /** Its revisions say what Bedrock says of their profiles. */
  static State of(InferenceProfileDeployment deployment) {
    var status = deployment.getStatus();
    return status == null
        ? UNKNOWN
        : of(
            deployment,
            status.conditions(),
            null,
            status.inferenceProfileId(),
            status.inferenceProfileArn());
  }

  /** Which profile it hands to applications, where its keys are the usual ones. */
  static State of(ConfigMap configMap) {
    var data = Optional.ofNullable(configMap.getData()).orElse(Map.of());
    return new State(
        true,
        "",
        "",
        "",
        text(data.get("BEDROCK_INFERENCE_PROFILE_ID")),
        text(data.get("BEDROCK_INFERENCE_PROFILE_ARN")));
  }

  private static State of(
      HasMetadata resource,
      @Nullable List<Condition> told,
      @Nullable String status,
      @Nullable String profileId,
      @Nullable String arn) {
    var conditions = Objects.requireNonNullElse(told, List.<Condition>of());
    var ready = Condition.find(conditions, "Ready");
    var generation = resource.getMetadata().getGeneration();
    var settled =
        ready.filter(condition -> generation.equals(condition.observedGeneration())).isPresent()
            && Condition.find(conditions, "Reconciling").isEmpty();
    return new State(
        settled,
        text(ready.map(Condition::status).orElse(null)),
        text(ready.map(Condition::reason).orElse(null)),
        text(status),
        text(profileId),
        text(arn));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
