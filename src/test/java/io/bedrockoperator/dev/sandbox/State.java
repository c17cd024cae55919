package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says about itself; empty where it says nothing yet.
 *
 * @param settled whether the operator has come to an end with what is wanted now
 */
record State(
    boolean settled, String ready, String reason, String status, String profileId, String arn) {

  static final State UNKNOWN = new State(false, "", "", "", "", "");

  static State of(InferenceProfile profile) {
    var status = profile.getStatus();
    return status == null ? UNKNOWN : of(status, profile.getMetadata().getGeneration());
  }

  private static State of(InferenceProfileStatus status, Long generation) {
    var conditions = Optional.ofNullable(status.conditions()).orElse(List.of());
    var ready = condition(conditions, "Ready");
    var settled =
        ready.filter(condition -> generation.equals(condition.observedGeneration())).isPresent()
            && condition(conditions, "Reconciling").isEmpty();
    return new State(
        settled,
        text(ready.map(Condition::status).orElse(null)),
        text(ready.map(Condition::reason).orElse(null)),
        text(status.status()),
        text(status.inferenceProfileId()),
        text(status.inferenceProfileArn()));
  }

  private static Optional<Condition> condition(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
