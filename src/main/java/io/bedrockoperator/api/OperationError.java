package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The last AWS call that failed, with the message of AWS. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationError(
    @JsonPropertyDescription("The operation of the AWS API, such as CreateInferenceProfile.")
        @Nullable String operation,
    @JsonPropertyDescription("Error code of AWS, such as ServiceQuotaExceededException.")
        @Nullable String code,
    @JsonPropertyDescription("HTTP status of the answer.") @Nullable Integer httpStatusCode,
    @JsonPropertyDescription("Error message of AWS.") @Nullable String message,
    @JsonPropertyDescription("Id of the request, for AWS support.") @Nullable String requestId,
    @JsonPropertyDescription(
            "Whether trying again may help; false where somebody has to act first.")
        @Nullable Boolean retryable) {

  OperationError withoutRequestId() {
    return new OperationError(operation, code, httpStatusCode, message, null, retryable);
  }
}
