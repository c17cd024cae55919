package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The ConfigMap in which applications find the profile. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Published(
    @JsonPropertyDescription("Name of the ConfigMap that was written.")
        @Nullable String configMap) {}
