package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** One tag of the profile in AWS. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tag(@Nullable String key, @Nullable String value) {}
