package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator last observed of the account. All of it can be observed again, so a field that
 * is unknown or cannot be read is dropped, and the other fields are kept.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BedrockAccountStatus(
    @JsonPropertyDescription("The metadata.generation that the rest of the status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Ready: the operator can act in the account; InUse: profiles live in it; and"
                + " QuotaNearlyUsed.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("How many namespaces have profiles in the account.")
        @Nullable Integer namespaces,
    @JsonPropertyDescription("How many InferenceProfiles live in the account.")
        @Nullable Integer profiles,
    @JsonPropertyDescription("The Regions with profiles of the account, and their quota.")
        @Nullable List<RegionUsage> regions) {

  public BedrockAccountStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
    regions = regions == null ? null : List.copyOf(regions);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static BedrockAccountStatus read(JsonNode json) {
    var fields = Fields.leniently(json);
    return new BedrockAccountStatus(
        fields.take("observedGeneration", Long.class),
        fields.takeList("conditions", Condition.class),
        fields.take("namespaces", Integer.class),
        fields.take("profiles", Integer.class),
        fields.takeList("regions", RegionUsage.class));
  }
}
