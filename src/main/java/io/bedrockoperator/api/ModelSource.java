package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a profile is made from: a foundation model, or a system-defined inference profile. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSource(@Nullable String copyFrom) {}
