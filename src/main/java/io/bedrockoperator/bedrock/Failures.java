package io.bedrockoperator.bedrock;

import io.bedrockoperator.bedrock.StoreFailure.Answer;
import io.bedrockoperator.bedrock.StoreFailure.Kind;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrock.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.ResourceInUseException;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.TooManyTagsException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceGroupsTaggingApiException;

/** The one place that understands what the AWS SDK throws. */
final class Failures {

  private Failures() {}

  static StoreFailure of(String operation, SdkException failure) {
    return new StoreFailure(
        kindOf(failure), answer(operation, failure), isRepeated(failure), failure);
  }

  private static boolean isRepeated(SdkException failure) {
    return failure.numAttempts() != null && failure.numAttempts() > 1;
  }

  /**
   * By type and code, never by HTTP status or text: Bedrock answers conflicts and exceeded quotas
   * with 400 (service model of the {@code bedrock} API).
   */
  static Kind kindOf(SdkException failure) {
    return switch (failure) {
      case ValidationException ignored -> Kind.INVALID;
      case TooManyTagsException ignored -> Kind.TOO_MANY_TAGS;
      case ResourceNotFoundException ignored -> Kind.NOT_FOUND;
      case ConflictException ignored -> Kind.CONFLICT;
      case AccessDeniedException ignored -> Kind.DENIED;
      case ServiceQuotaExceededException ignored -> Kind.QUOTA;
      case ResourceInUseException ignored -> Kind.IN_USE;
      case InvalidParameterException ignored -> Kind.INVALID;
      case ResourceGroupsTaggingApiException answer when isDenied(answer) -> Kind.DENIED;
      case AwsServiceException answer when answer.isThrottlingException() -> Kind.THROTTLED;
      case AwsServiceException answer when answer.statusCode() >= 500 -> Kind.UNAVAILABLE;
      case CredentialsUnavailableException ignored -> Kind.NO_CREDENTIALS;
      case SdkClientException ignored -> Kind.UNAVAILABLE;
      default -> Kind.UNEXPECTED;
    };
  }

  /** A refusal without a type of its own: the tagging API's service model does not declare it. */
  private static boolean isDenied(ResourceGroupsTaggingApiException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter("AccessDeniedException"::equals)
        .isPresent();
  }

  private static Answer answer(String operation, SdkException failure) {
    return switch (failure) {
      case AwsServiceException answered -> answered(operation, answered);
      default ->
          new Answer(
              operation,
              Optional.empty(),
              OptionalInt.empty(),
              deepestMessage(failure),
              Optional.empty());
    };
  }

  private static Answer answered(String operation, AwsServiceException answered) {
    var details = Optional.ofNullable(answered.awsErrorDetails());
    return new Answer(
        operation,
        details.map(found -> found.errorCode()),
        OptionalInt.of(answered.statusCode()),
        details
            .map(found -> found.errorMessage())
            .orElse("AWS answered HTTP %d without a message".formatted(answered.statusCode())),
        Optional.ofNullable(answered.requestId()));
  }

  /** The SDK's outer message counts attempts, and so would differ from retry to retry. */
  private static String deepestMessage(Throwable failure) {
    var deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    var message = Objects.requireNonNullElse(deepest.getMessage(), "no message");
    return deepest instanceof SdkException
        ? message
        : "%s: %s".formatted(deepest.getClass().getSimpleName(), message);
  }
}
