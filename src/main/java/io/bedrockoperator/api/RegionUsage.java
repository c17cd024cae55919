package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How much of an account's quota is used in one Region. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegionUsage(
    @JsonPropertyDescription("The AWS Region.") @Required @Nullable String region,
    @JsonPropertyDescription("Application inference profiles that are there, also those of others.")
        @Nullable Integer profiles,
    @JsonPropertyDescription("How many there may be, as spec.profileQuota says.")
        @Nullable Integer quota) {}
