package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The template from which each revision is created. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceProfileTemplate(
    @JsonPropertyDescription("Labels and annotations of each InferenceProfile.")
        @Nullable TemplateMetadata metadata,
    @JsonPropertyDescription(
            "The profile to have in Amazon Bedrock. A change of its name, description, modelSource"
                + " or accountRef makes a new revision; anything else is changed in place.")
        @Required
        @Nullable ProfileTemplateSpec spec) {}
