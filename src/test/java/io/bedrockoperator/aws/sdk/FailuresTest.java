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

  /** With the HTTP statuses of the service models, where conflicts and quotas are 400. */
  static Stream<Arguments> modelled() {
    return Stream.of(
        modelled(AccessDeniedException.builder().statusCode(403), Kind.DENIED),
        modelled(BedrockException.builder().statusCode(400), Kind.UNEXPECTED),
        modelled(ConcurrentModificationException.builder().statusCode(400), Kind.UNEXPECTED),
        modelled(ConflictException.builder().statusCode(400), Kind.CONFLICT),
        modelled(ConstraintViolationException.builder().statusCode(400), Kind.UNEXPECTED),
        modelled(InternalServerException.builder().statusCode(500), Kind.UNAVAILABLE),
        modelled(InternalServiceException.builder().statusCode(500), Kind.UNAVAILABLE),
        modelled(InvalidParameterException.builder().statusCode(400), Kind.INVALID),
        modelled(PaginationTokenExpiredException.builder().statusCode(400), Kind.UNEXPECTED),
        modelled(ResourceGroupsTaggingApiException.builder().statusCode(400), Kind.UNEXPECTED),
        modelled(ResourceInUseException.builder().statusCode(400), Kind.IN_USE),
        modelled(ResourceNotFoundException.builder().statusCode(404), Kind.NOT_FOUND),
        modelled(ServiceQuotaExceededException.builder().statusCode(400), Kind.QUOTA),
        modelled(ServiceUnavailableException.builder().statusCode(503), Kind.UNAVAILABLE),
        modelled(
            ThrottledException.builder()
                .statusCode(400)
                .awsErrorDetails(code("ThrottledException")),
            Kind.THROTTLED),
        modelled(ThrottlingException.builder().statusCode(429), Kind.THROTTLED),
        modelled(TooManyTagsException.builder().statusCode(400), Kind.TOO_MANY_TAGS),
        modelled(ValidationException.builder().statusCode(400), Kind.INVALID));
  }

  private static Arguments modelled(AwsServiceException.Builder failure, Kind kind) {
    return arguments(failure.build(), kind);
  }

  private static AwsErrorDetails code(String code) {
    return AwsErrorDetails.builder().errorCode(code).build();
  }

  @ParameterizedTest
  @MethodSource("modelled")
  void tellsTheKindOfEveryModelledException(AwsServiceException failure, Kind kind) {
    assertThat(Failures.kindOf(failure)).isEqualTo(kind);
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
                .map(JavaClass::getSimpleName)
                .toList();

    assertThat(modelled().map(row -> row.get()[0].getClass().getSimpleName()))
        .as("a new version of the SDK may need a new row here")
        .containsExactlyInAnyOrderElementsOf(exceptions);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied,                  403, DENIED",
    "AccessDeniedException,         400, DENIED",
    "AccessDeniedException,         403, DENIED",
    "OptInRequired,                 403, DENIED",
    "SubscriptionRequiredException, 403, DENIED",
    "ConflictException,             400, UNEXPECTED",
    "SomethingOfTomorrow,           400, UNEXPECTED",
    "SomethingOfTomorrow,           403, UNEXPECTED",
    "SomethingOfTomorrow,           404, UNEXPECTED",
    "SomethingOfTomorrow,           409, UNEXPECTED",
    "SomethingOfTomorrow,           499, UNEXPECTED",
    "SomethingOfTomorrow,           429, THROTTLED",
    "SomethingOfTomorrow,           500, UNAVAILABLE",
    "SomethingOfTomorrow,           503, UNAVAILABLE",
    "ThrottlingException,           400, THROTTLED",
    "TooManyRequestsException,      400, THROTTLED",
    "RequestLimitExceeded,          503, THROTTLED"
  })
  void tellsTheKindOfACodeThatIsNotModelled(String code, int status, Kind kind) {
    assertThat(ofEitherService(code, status)).extracting(Failures::kindOf).containsOnly(kind);
  }

  private static List<SdkException> ofEitherService(String code, int status) {
    return List.of(
        BedrockException.builder().awsErrorDetails(code(code)).statusCode(status).build(),
        ResourceGroupsTaggingApiException.builder()
            .awsErrorDetails(code(code))
            .statusCode(status)
            .build());
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
    assertThat(ofEitherService(code, status))
        .extracting(Failures::kindOf)
        .containsOnly(Kind.NO_CREDENTIALS);
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

    assertThat(Failures.of(BedrockOperation.GET_INFERENCE_PROFILE, failure))
        .hasMessage("GetInferenceProfile: " + told)
        .hasCause(failure);
  }

  @ParameterizedTest
  @ValueSource(ints = {402, 403, 404, 409, 500})
  void goesByTheTypeAndNotByTheStatus(int status) {
    assertThat(
            Failures.kindOf((SdkException) ConflictException.builder().statusCode(status).build()))
        .isEqualTo(Kind.CONFLICT);
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
