package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A refusal by AWS that later reconciliations act on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandingRefusal(
    @JsonPropertyDescription("What was refused: Name (it is taken) or Spec (it is invalid).")
        @Nullable String subject,
    @JsonPropertyDescription("The metadata.generation that the refused request was about.")
        @Nullable Long generation) {}
