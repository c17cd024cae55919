package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current profile of the deployment, and its existing revisions; written by the operator. If
 * another client wrote a field that cannot be read, the field is dropped.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceProfileDeploymentStatus(
    @JsonPropertyDescription("The metadata.generation that the rest of the status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Name of the InferenceProfile that applications are to use, and that the ConfigMap"
                + " names.")
        @Nullable String currentRevision,
    @JsonPropertyDescription("ARN of its profile: what an application invokes.")
        @Nullable String inferenceProfileArn,
    @JsonPropertyDescription("Id of its profile: its ModelId in CloudWatch metrics.")
        @Nullable String inferenceProfileId,
    @JsonPropertyDescription("The AWS Region of its profile.") @Nullable String region,
    @JsonPropertyDescription("The models that its profile routes to.")
        @Nullable List<ProfileModel> models,
    @JsonPropertyDescription("What was handed to applications.") @Nullable Published published,
    @JsonPropertyDescription(
            "The InferenceProfiles of this resource that are there and not being deleted, the"
                + " current one first, then the one that was current last.")
        @Nullable List<Revision> revisions,
    @JsonPropertyDescription(
            "Ready: the current revision is what the template describes, and published; Available:"
                + " the current revision can be used; Published, Reconciling, Stalled and"
                + " ModelActive.")
        @Nullable List<Condition> conditions) {

  public InferenceProfileDeploymentStatus {
    models = models == null ? null : List.copyOf(models);
    revisions = revisions == null ? null : List.copyOf(revisions);
    conditions = conditions == null ? null : List.copyOf(conditions);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static InferenceProfileDeploymentStatus read(JsonNode json) {
    var fields = Fields.leniently(json);
    return new InferenceProfileDeploymentStatus(
        fields.take("observedGeneration", Long.class),
        fields.take("currentRevision", String.class),
        fields.take("inferenceProfileArn", String.class),
        fields.take("inferenceProfileId", String.class),
        fields.take("region", String.class),
        fields.takeList("models", ProfileModel.class),
        fields.take("published", Published.class),
        fields.takeList("revisions", Revision.class),
        fields.takeList("conditions", Condition.class));
  }
}
