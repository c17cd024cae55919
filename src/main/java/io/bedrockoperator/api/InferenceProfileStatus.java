package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator last saw and did. Everything in it can be found out again, so a field that is
 * unknown or cannot be read is left out, and the other fields are kept.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceProfileStatus(
    @Nullable Long observedGeneration,
    @Nullable String inferenceProfileArn,
    @Nullable String inferenceProfileId,
    @Nullable String status,
    @Nullable String type,
    @Nullable List<ProfileModel> models,
    @Nullable String region,
    @Nullable String accountId,
    @Nullable String createdAt,
    @Nullable String clientRequestToken,
    @Nullable List<String> appliedTagKeys,
    @Nullable List<String> previousInferenceProfileArns,
    @Nullable String lastHandledReconcileAt,
    @Nullable OperationError error,
    @Nullable List<Condition> conditions) {

  public InferenceProfileStatus {
    models = models == null ? null : List.copyOf(models);
    appliedTagKeys = appliedTagKeys == null ? null : List.copyOf(appliedTagKeys);
    previousInferenceProfileArns =
        previousInferenceProfileArns == null ? null : List.copyOf(previousInferenceProfileArns);
    conditions = conditions == null ? null : List.copyOf(conditions);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static InferenceProfileStatus read(JsonNode json) {
    var fields = Fields.leniently(json);
    return new InferenceProfileStatus(
        fields.take("observedGeneration", Long.class),
        fields.take("inferenceProfileArn", String.class),
        fields.take("inferenceProfileId", String.class),
        fields.take("status", String.class),
        fields.take("type", String.class),
        fields.takeList("models", ProfileModel.class),
        fields.take("region", String.class),
        fields.take("accountId", String.class),
        fields.take("createdAt", String.class),
        fields.take("clientRequestToken", String.class),
        fields.takeList("appliedTagKeys", String.class),
        fields.takeList("previousInferenceProfileArns", String.class),
        fields.take("lastHandledReconcileAt", String.class),
        fields.take("error", OperationError.class),
        fields.takeList("conditions", Condition.class));
  }
}
