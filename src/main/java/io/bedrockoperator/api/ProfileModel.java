package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** One of the models, one for each Region, that a profile routes requests to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileModel(
    @JsonPropertyDescription("ARN of the model.") @Nullable String modelArn) {}
