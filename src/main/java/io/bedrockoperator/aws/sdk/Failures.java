package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
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

/** The only place that classifies the exceptions of the AWS SDK. */
final class Failures {

  /**
   * Refusals that not every service model declares. OptInRequired and SubscriptionRequiredException
   * mean that the account has no subscription to the service.
   */
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "NotAuthorized",
          "OptInRequired",
          "SubscriptionRequiredException",
          "UnauthorizedException",
          "UnauthorizedOperation");

  /** The name in AWS's common errors, for a service that declares no such error. */
  private static final Set<String> INVALID = Set.of("ValidationError");

  private Failures() {}

  static StoreFailure of(BedrockOperation operation, SdkException failure) {
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
      case AwsServiceException answer when hasCode(answer, RejectedCredentials.CODES) ->
          Kind.NO_CREDENTIALS;
      case AwsServiceException answer when hasCode(answer, DENIED) -> Kind.DENIED;
      case AwsServiceException answer when hasCode(answer, INVALID) -> Kind.INVALID;
      case AwsServiceException answer when answer.isThrottlingException() -> Kind.THROTTLED;
      case AwsServiceException answer when answer.statusCode() >= 500 -> Kind.UNAVAILABLE;
      case CredentialsUnavailableException ignored -> Kind.NO_CREDENTIALS;
      case SdkClientException ignored -> Kind.UNAVAILABLE;
      default -> Kind.UNEXPECTED;
    };
  }

  private static boolean hasCode(AwsServiceException answer, Set<String> codes) {
    return Causes.codeOf(answer).filter(codes::contains).isPresent();
  }

  private static Answer answer(BedrockOperation operation, SdkException failure) {
    return switch (failure) {
      case AwsServiceException answered -> answered(operation, answered);
      case CredentialsUnavailableException unsent -> unsent(operation, unsent);
      default ->
          new Answer(
              operation,
              Optional.empty(),
              OptionalInt.empty(),
              Causes.of(failure),
              Optional.empty());
    };
  }

  private static Answer answered(BedrockOperation operation, AwsServiceException answered) {
    var message = Causes.message(answered);
    return new Answer(
        operation,
        Causes.codeOf(answered),
        OptionalInt.of(answered.statusCode()),
        kindOf(answered) == Kind.NO_CREDENTIALS ? Causes.withoutTimes(message) : message,
        Optional.ofNullable(answered.requestId()));
  }

  /** Bedrock was not called; code and request id are those of STS if STS refused the request. */
  private static Answer unsent(BedrockOperation operation, CredentialsUnavailableException unsent) {
    var refusal =
        Stream.<Throwable>iterate(unsent, Objects::nonNull, Throwable::getCause)
            .filter(AwsServiceException.class::isInstance)
            .map(AwsServiceException.class::cast)
            .findFirst();
    return new Answer(
        operation,
        refusal.flatMap(Causes::codeOf),
        OptionalInt.empty(),
        Causes.withoutTimes(unsent.rawMessage()),
        refusal.map(AwsServiceException::requestId));
  }
}
