package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The last AWS call that failed, in AWS's words. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationError(
    @Nullable String operation,
    @Nullable String code,
    @Nullable Integer httpStatusCode,
    @Nullable String message,
    @Nullable String requestId,
    @Nullable Boolean retryable) {}
