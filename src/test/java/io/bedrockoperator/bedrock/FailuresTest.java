package io.bedrockoperator.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bedrockoperator.bedrock.StoreFailure.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

class FailuresTest {

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("AccessDeniedException", Kind.DENIED),
          Map.entry("BedrockException", Kind.UNEXPECTED),
          Map.entry("ConflictException", Kind.CONFLICT),
          Map.entry("InternalServerException", Kind.UNAVAILABLE),
          Map.entry("ResourceInUseException", Kind.IN_USE),
          Map.entry("ResourceNotFoundException", Kind.NOT_FOUND),
          Map.entry("ServiceQuotaExceededException", Kind.QUOTA),
          Map.entry("ServiceUnavailableException", Kind.UNAVAILABLE),
          Map.entry("ThrottlingException", Kind.THROTTLED),
          Map.entry("TooManyTagsException", Kind.TOO_MANY_TAGS),
          Map.entry("ValidationException", Kind.INVALID));

  /** With the HTTP statuses of the service model, where conflicts and quotas are 400. */
  static Stream<AwsServiceException> modelled() {
    return Stream.of(
            AccessDeniedException.builder().statusCode(403),
            BedrockException.builder().statusCode(400),
            ConflictException.builder().statusCode(400),
            InternalServerException.builder().statusCode(500),
            ResourceInUseException.builder().statusCode(400),
            ResourceNotFoundException.builder().statusCode(404),
            ServiceQuotaExceededException.builder().statusCode(400),
            ServiceUnavailableException.builder().statusCode(503),
            ThrottlingException.builder().statusCode(429),
            TooManyTagsException.builder().statusCode(400),
            ValidationException.builder().statusCode(400))
        .map(AwsServiceException.Builder::build);
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
            .importPackages(BedrockException.class.getPackageName()).stream()
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
    var failure =
        BedrockException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
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

    var failure = Failures.of("GetInferenceProfile", cause);

    assertThat(failure).hasMessage("GetInferenceProfile: Slow down.").hasCause(cause);
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.answer().operation()).isEqualTo("GetInferenceProfile");
    assertThat(failure.answer().code()).hasValue("ThrottlingException");
    assertThat(failure.answer().httpStatusCode()).hasValue(429);
    assertThat(failure.answer().message()).isEqualTo("Slow down.");
    assertThat(failure.answer().requestId()).hasValue("r-1");
  }

  @Test
  void makesDoWithAnAnswerThatSaysNothing() {
    var answer =
        Failures.of("GetInferenceProfile", BedrockException.builder().statusCode(418).build())
            .answer();

    assertThat(answer.code()).isEmpty();
    assertThat(answer.httpStatusCode()).hasValue(418);
    assertThat(answer.message()).isEqualTo("Bedrock answered HTTP 418 without a message");
    assertThat(answer.requestId()).isEmpty();
  }

  @Test
  void saysWhatLiesDeepest() {
    var cause =
        SdkClientException.create(
            "Unable to execute HTTP request (SDK Attempt Count: 2)",
            new IOException("outer", new SocketTimeoutException("Read timed out")));

    var answer = Failures.of("GetInferenceProfile", cause).answer();

    assertThat(answer.message()).isEqualTo("SocketTimeoutException: Read timed out");
    assertThat(answer.httpStatusCode()).isEmpty();
  }

  @Test
  void namesTheTypeWhereThereIsNoText() {
    var cause = SdkClientException.create("outer", new IOException());

    assertThat(Failures.of("GetInferenceProfile", cause).answer().message())
        .isEqualTo("IOException: no message");
  }
}
