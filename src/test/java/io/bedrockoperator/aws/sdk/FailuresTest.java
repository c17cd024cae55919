package io.bedrockoperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrock.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.InternalServerException;
import software.amazon.awssdk.services.bedrock.model.ResourceInUseException;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrock.model.ThrottlingException;
import software.amazon.awssdk.services.bedrock.model.TooManyTagsException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ConcurrentModificationException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ConstraintViolationException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InternalServiceException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.PaginationTokenExpiredException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceGroupsTaggingApiException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ThrottledException;

class FailuresTest {

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("AccessDeniedException", Kind.DENIED),
          Map.entry("BedrockException", Kind.UNEXPECTED),
          Map.entry("ConcurrentModificationException", Kind.UNEXPECTED),
          Map.entry("ConflictException", Kind.CONFLICT),
          Map.entry("ConstraintViolationException", Kind.UNEXPECTED),
          Map.entry("InternalServerException", Kind.UNAVAILABLE),
          Map.entry("InternalServiceException", Kind.UNAVAILABLE),
          Map.entry("InvalidParameterException", Kind.INVALID),
          Map.entry("PaginationTokenExpiredException", Kind.UNEXPECTED),
          Map.entry("ResourceGroupsTaggingApiException", Kind.UNEXPECTED),
          Map.entry("ResourceInUseException", Kind.IN_USE),
          Map.entry("ResourceNotFoundException", Kind.NOT_FOUND),
          Map.entry("ServiceQuotaExceededException", Kind.QUOTA),
          Map.entry("ServiceUnavailableException", Kind.UNAVAILABLE),
          Map.entry("ThrottledException", Kind.THROTTLED),
          Map.entry("ThrottlingException", Kind.THROTTLED),
          Map.entry("TooManyTagsException", Kind.TOO_MANY_TAGS),
          Map.entry("ValidationException", Kind.INVALID));

  /** With the HTTP statuses of the service models, where conflicts and quotas are 400. */
  static Stream<AwsServiceException> modelled() {
    return Stream.of(
            AccessDeniedException.builder().statusCode(403),
            BedrockException.builder().statusCode(400),
            ConcurrentModificationException.builder().statusCode(400),
            ConflictException.builder().statusCode(400),
            ConstraintViolationException.builder().statusCode(400),
            InternalServerException.builder().statusCode(500),
            InternalServiceException.builder().statusCode(500),
            InvalidParameterException.builder().statusCode(400),
            PaginationTokenExpiredException.builder().statusCode(400),
            ResourceGroupsTaggingApiException.builder().statusCode(400),
            ResourceInUseException.builder().statusCode(400),
            ResourceNotFoundException.builder().statusCode(404),
            ServiceQuotaExceededException.builder().statusCode(400),
            ServiceUnavailableException.builder().statusCode(503),
            ThrottledException.builder()
                .statusCode(400)
                .awsErrorDetails(code("ThrottledException")),
            ThrottlingException.builder().statusCode(429),
            TooManyTagsException.builder().statusCode(400),
            ValidationException.builder().statusCode(400))
        .map(AwsServiceException.Builder::build);
  }

  private static AwsErrorDetails code(String code) {
    return AwsErrorDetails.builder().errorCode(code).build();
  }

  @ParameterizedTest
  @MethodSource("modelled")
  void tellsTheKindOfEveryModelledException(AwsServiceException failure) {
    assertThat(Failures.kindOf(failure)).isEqualTo(KINDS.get(failure.getClass().getSimpleName()));
  }

  @Test
  void knowsEveryExceptionOfTheSdk() {
    var exceptions =
        new ClassFileImporter()
                .importPackages(
                    BedrockException.class.getPackageName(),
                    ResourceGroupsTaggingApiException.class.getPackageName())
                .stream()
                .filter(type -> type.isAssignableTo(Throwable.class))
                .map(JavaClass::getSimpleName);

    assertThat(exceptions)
        .as("a new version of the SDK may need a new row here")
        .containsExactlyInAnyOrderElementsOf(KINDS.keySet());
    assertThat(modelled().map(failure -> failure.getClass().getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(KINDS.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "ConflictException,    400, UNEXPECTED",
    "SomethingOfTomorrow,  400, UNEXPECTED",
    "SomethingOfTomorrow,  409, UNEXPECTED",
    "SomethingOfTomorrow,  404, UNEXPECTED",
    "SomethingOfTomorrow,  499, UNEXPECTED",
    "SomethingOfTomorrow,  500, UNAVAILABLE",
    "SomethingOfTomorrow,  503, UNAVAILABLE",
    "SomethingOfTomorrow,  429, THROTTLED",
    "ThrottlingException,  400, THROTTLED",
    "TooManyRequestsException, 400, THROTTLED",
    "RequestLimitExceeded, 503, THROTTLED"
  })
  void tellsTheKindOfACodeThatIsNotModelled(String code, int status, Kind kind) {
    var failure = BedrockException.builder().awsErrorDetails(code(code)).statusCode(status).build();

    assertThat(Failures.kindOf(failure)).isEqualTo(kind);
  }

  /** AWS's common errors, which no service model declares (IAM, STS and S3 document them). */
  @ParameterizedTest
  @CsvSource({
    "ExpiredToken,                        400",
    "ExpiredTokenException,               403",
    "InvalidToken,                        400",
    "TokenRefreshRequired,                400",
    "UnrecognizedClientException,         403",
    "InvalidClientTokenId,                403",
    "InvalidAccessKeyId,                  403",
    "InvalidIdentityToken,                400",
    "AuthFailure,                         401",
    "InvalidSignatureException,           403",
    "SignatureDoesNotMatch,               403",
    "IncompleteSignature,                 400",
    "IncompleteSignatureException,        400",
    "MissingAuthenticationToken,          403",
    "MissingAuthenticationTokenException, 403",
    "RequestExpired,                      400",
    "RequestTimeTooSkewed,                403"
  })
  void tellsThatCredentialsAreRejectedWhicheverServiceSaysSo(String code, int status) {
    for (var failure :
        List.of(
            BedrockException.builder().awsErrorDetails(code(code)).statusCode(status).build(),
            ResourceGroupsTaggingApiException.builder()
                .awsErrorDetails(code(code))
                .statusCode(status)
                .build())) {
      assertThat(Failures.kindOf((SdkException) failure)).isEqualTo(Kind.NO_CREDENTIALS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "OptInRequired", "SubscriptionRequiredException"})
  void doesNotTakeAnAccountWithoutAccessForBadCredentials(String code) {
    var failure = BedrockException.builder().awsErrorDetails(code(code)).statusCode(403).build();

    assertThat(Failures.kindOf(failure)).isEqualTo(Kind.DENIED);
  }

  static Stream<Arguments> sayingsThatDifferFromCallToCall() {
    return Stream.of(
        arguments(
            "InvalidSignatureException",
            "Signature expired: 20261129T100000Z is now earlier than 20261129T100500Z"
                + " (20261129T101000Z - 5 min.)",
            "Signature expired: … is now earlier than … (… - 5 min.)"),
        arguments(
            "RequestExpired",
            "Request expired at 2026-11-29T10:00:00.123Z",
            "Request expired at …"),
        arguments(
            "ExpiredTokenException",
            "Token expired: current date/time 1796000000 must be before the expiration date/time"
                + " 1795000000",
            "Token expired: current date/time … must be before the expiration date/time …"),
        arguments(
            "AccessDeniedException",
            "No. (Service: Bedrock, Status Code: 403, Request ID: 8825ce98-6ff5-aeba-83d2)"
                + " (SDK Attempt Count: 3)",
            "No."),
        arguments(
            "InternalServerException",
            "Try again, Request ID: 8825ce98-6ff5-aeba-83d2, Extended Request ID: aB1+/=",
            "Try again, Request ID …, Extended Request ID …"),
        arguments(
            "ValidationException",
            "The model 1234567890 of 111122223333 ends at 2027-01-10T00:00:00Z",
            "The model 1234567890 of 111122223333 ends at 2027-01-10T00:00:00Z"));
  }

  @ParameterizedTest
  @MethodSource("sayingsThatDifferFromCallToCall")
  void saysTheSameOfTheSameCause(String code, String said, String told) {
    var details = AwsErrorDetails.builder().errorCode(code).errorMessage(said).build();
    var failure = BedrockException.builder().awsErrorDetails(details).statusCode(403).build();

    assertThat(Failures.of(BedrockOperation.GET_INFERENCE_PROFILE, failure).answer().message())
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 400, DENIED",
    "AccessDeniedException, 403, DENIED",
    "ConflictException,     400, UNEXPECTED",
    "SomethingOfTomorrow,   403, UNEXPECTED",
    "SomethingOfTomorrow,   503, UNAVAILABLE",
    "ThrottlingException,   400, THROTTLED"
  })
  void tellsTheKindOfACodeThatTheTaggingApiDoesNotModel(String code, int status, Kind kind) {
    var failure =
        ResourceGroupsTaggingApiException.builder()
            .awsErrorDetails(code(code))
            .statusCode(status)
            .build();

    assertThat(Failures.kindOf(failure)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"409", "402", "403", "404", "500"})
  void goesByTheTypeAndNotByTheStatus(int status) {
    assertThat(Failures.kindOf(conflict(status))).isEqualTo(Kind.CONFLICT);
  }

  private static AwsServiceException conflict(int status) {
    return ConflictException.builder().statusCode(status).build();
  }

  static Stream<Arguments> withoutAnswer() {
    return Stream.of(
        arguments(SdkClientException.create("no"), Kind.UNAVAILABLE),
        arguments(ApiCallTimeoutException.create(1), Kind.UNAVAILABLE),
        arguments(ApiCallAttemptTimeoutException.create(1), Kind.UNAVAILABLE),
        arguments(AbortedException.create("stopped"), Kind.UNAVAILABLE),
        arguments(
            new CredentialsUnavailableException(new IllegalStateException("none")),
            Kind.NO_CREDENTIALS),
        arguments(SdkException.create("neither", null), Kind.UNEXPECTED));
  }

  @ParameterizedTest
  @MethodSource("withoutAnswer")
  void tellsTheKindWhereThereWasNoAnswer(SdkException failure, Kind kind) {
    assertThat(Failures.kindOf(failure)).isEqualTo(kind);
  }

  @Test
  void handsOnTheWholeAnswer() {
    var cause =
        ThrottlingException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ThrottlingException")
                    .errorMessage("Slow down.")
                    .build())
            .requestId("r-1")
            .statusCode(429)
            .message("Slow down. (SDK Attempt Count: 3)")
            .build();

    var failure = Failures.of(BedrockOperation.GET_INFERENCE_PROFILE, cause);

    assertThat(failure).hasMessage("GetInferenceProfile: Slow down.").hasCause(cause);
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.GET_INFERENCE_PROFILE);
    assertThat(failure.answer().code()).hasValue("ThrottlingException");
    assertThat(failure.answer().httpStatusCode()).hasValue(429);
    assertThat(failure.answer().message()).isEqualTo("Slow down.");
    assertThat(failure.answer().requestId()).hasValue("r-1");
  }

  @Test
  void makesDoWithAnAnswerThatSaysNothing() {
    var answer =
        Failures.of(
                BedrockOperation.GET_INFERENCE_PROFILE,
                BedrockException.builder().statusCode(418).build())
            .answer();

    assertThat(answer.code()).isEmpty();
    assertThat(answer.httpStatusCode()).hasValue(418);
    assertThat(answer.message()).isEqualTo("AWS answered HTTP 418 without a message");
    assertThat(answer.requestId()).isEmpty();
  }

  @Test
  void saysWhatLiesDeepest() {
    var cause =
        SdkClientException.create(
            "Unable to execute HTTP request (SDK Attempt Count: 2)",
            new IOException("outer", new SocketTimeoutException("Read timed out")));

    var answer = Failures.of(BedrockOperation.GET_INFERENCE_PROFILE, cause).answer();

    assertThat(answer.message()).isEqualTo("SocketTimeoutException: Read timed out");
    assertThat(answer.httpStatusCode()).isEmpty();
  }

  @Test
  void namesTheTypeWhereThereIsNoText() {
    var cause = SdkClientException.create("outer", new IOException());

    assertThat(Failures.of(BedrockOperation.GET_INFERENCE_PROFILE, cause).answer().message())
        .isEqualTo("IOException: no message");
  }
}
