package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** One condition, in the shape of the Kubernetes API conventions (metav1.Condition). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @Nullable String type,
    @Nullable String status,
    @Nullable Long observedGeneration,
    @Nullable String lastTransitionTime,
    @Nullable String reason,
    @Nullable String message) {}
