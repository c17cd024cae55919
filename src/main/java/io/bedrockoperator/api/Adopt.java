package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Which existing profile to take over instead of creating one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Adopt(@Nullable String inferenceProfileArn, @Nullable Boolean matchingName) {}
