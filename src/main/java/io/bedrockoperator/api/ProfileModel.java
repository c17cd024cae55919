package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** One of the models, one for each Region, that a profile routes requests to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileModel(@Nullable String modelArn) {}
