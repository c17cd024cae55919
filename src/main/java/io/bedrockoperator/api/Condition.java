package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One condition, in the shape of the Kubernetes API conventions (metav1.Condition). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @JsonPropertyDescription("What the condition is about, such as Ready.") @Required @Size(min = 1)
        @Nullable String type,
    @JsonPropertyDescription("True, False or Unknown.") @Required @Nullable String status,
    @JsonPropertyDescription("The metadata.generation that the condition is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("When the status of the condition last changed.") @Required
        @Nullable String lastTransitionTime,
    @JsonPropertyDescription("Why, in one word.") @Required @Size(min = 1) @Nullable String reason,
    @JsonPropertyDescription("Why, for people.") @Required @Nullable String message) {}
