package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator last observed and did, and what later reconciliations have to know. A field
 * that is unknown or cannot be read is dropped, and the other fields are kept.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceProfileStatus(
    @JsonPropertyDescription("The metadata.generation that the rest of the status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("ARN of the profile: what an application invokes.")
        @Nullable String inferenceProfileArn,
    @JsonPropertyDescription("Id of the profile: its ModelId in CloudWatch metrics.")
        @Nullable String inferenceProfileId,
    @JsonPropertyDescription("Status of the profile in the words of Bedrock, such as ACTIVE.")
        @Nullable String status,
    @JsonPropertyDescription("Type of the profile in the words of Bedrock, such as APPLICATION.")
        @Nullable String type,
    @JsonPropertyDescription("The models that the profile routes requests to.")
        @Nullable List<ProfileModel> models,
    @JsonPropertyDescription("AWS Region of the profile.") @Nullable String region,
    @JsonPropertyDescription("AWS account of the profile.") @Nullable String accountId,
    @JsonPropertyDescription(
            "The BedrockAccount that the profile lives in; absent where it is the operator's own"
                + " account.")
        @Nullable AccountRef accountRef,
    @JsonPropertyDescription("When Bedrock created the profile.") @Nullable String createdAt,
    @JsonPropertyDescription(
            "Token of the create request in force: a repeated request with it makes no second "
                + "profile.")
        @Nullable String clientRequestToken,
    @JsonPropertyDescription("Keys of the tags that the operator applied, and may remove again.")
        @Nullable List<String> appliedTagKeys,
    @JsonPropertyDescription("ARNs of the profiles that this resource had before and lost.")
        @Nullable List<String> previousInferenceProfileArns,
    @JsonPropertyDescription(
            "The metadata.generation that the profile was last in line with, its tags included; "
                + "absent while that is in doubt.")
        @Nullable Long syncedGeneration,
    @JsonPropertyDescription("What AWS refused; absent once that does not stand any more.")
        @Nullable StandingRefusal refusal,
    @JsonPropertyDescription("Where applications find the profile; absent until it was published.")
        @Nullable Published published,
    @JsonPropertyDescription(
            "Value of the annotation bedrock-operator.io/reconcile-requested-at that was last "
                + "acted on.")
        @Nullable String lastHandledReconcileAt,
    @JsonPropertyDescription("The AWS call that failed; absent while nothing is wrong.")
        @Nullable OperationError error,
    @JsonPropertyDescription(
            "Ready; while they apply, Reconciling and Stalled; where spec.publish is set,"
                + " Published; and, once the models were listed, ModelActive.")
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
        fields.take("accountRef", AccountRef.class),
        fields.take("createdAt", String.class),
        fields.take("clientRequestToken", String.class),
        fields.takeList("appliedTagKeys", String.class),
        fields.takeList("previousInferenceProfileArns", String.class),
        fields.take("syncedGeneration", Long.class),
        fields.take("refusal", StandingRefusal.class),
        fields.take("published", Published.class),
        fields.take("lastHandledReconcileAt", String.class),
        fields.take("error", OperationError.class),
        fields.takeList("conditions", Condition.class));
  }

  /** Returns a copy with other models and conditions. */
  public InferenceProfileStatus with(
      @Nullable List<ProfileModel> otherModels, @Nullable List<Condition> otherConditions) {
    return with(otherModels, error, otherConditions);
  }

  /** Returns a copy without the request id, which differs with every answer of AWS. */
  public InferenceProfileStatus withoutRequestId() {
    return error == null ? this : with(models, error.withoutRequestId(), conditions);
  }

  private InferenceProfileStatus with(
      @Nullable List<ProfileModel> otherModels,
      @Nullable OperationError otherError,
      @Nullable List<Condition> otherConditions) {
    return new InferenceProfileStatus(
        observedGeneration,
        inferenceProfileArn,
        inferenceProfileId,
        status,
        type,
        otherModels,
        region,
        accountId,
        accountRef,
        createdAt,
        clientRequestToken,
        appliedTagKeys,
        previousInferenceProfileArns,
        syncedGeneration,
        refusal,
        published,
        lastHandledReconcileAt,
        otherError,
        otherConditions);
  }
}
