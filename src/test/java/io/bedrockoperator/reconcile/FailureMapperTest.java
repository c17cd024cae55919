package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.plan.Action.Refusal;
import io.bedrockoperator.status.Reason;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureMapperTest {

  private static final BedrockOperation CREATE = BedrockOperation.CREATE_INFERENCE_PROFILE;
  private static final BedrockOperation GET = BedrockOperation.GET_INFERENCE_PROFILE;
  private static final BedrockOperation TAG = BedrockOperation.TAG_RESOURCE;
  private static final BedrockOperation DELETE = BedrockOperation.DELETE_INFERENCE_PROFILE;
  private static final String REGION = "eu-west-1";

  private static StoreFailure failure(Kind kind, BedrockOperation operation, String message) {
    return new StoreFailure(
        kind,
        new Answer(
            operation,
            Optional.of("SomeException"),
            OptionalInt.of(400),
            message,
            Optional.of("r-1")));
  }

  private static Reason reason(Kind kind, BedrockOperation operation) {
    return FailureMapper.of(failure(kind, operation, "no"), REGION, AwsAccount.OWN).reason();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          INVALID,        INVALID_SPEC,            BEDROCK_ERROR,           INVALID_SPEC,            BEDROCK_ERROR
          TOO_MANY_TAGS,  TOO_MANY_TAGS,           TOO_MANY_TAGS,           TOO_MANY_TAGS,           TOO_MANY_TAGS
          NOT_FOUND,      SOURCE_NOT_FOUND,        BEDROCK_ERROR,           BEDROCK_ERROR,           BEDROCK_ERROR
          CONFLICT,       NAME_CONFLICT,           BEDROCK_ERROR,           BEDROCK_ERROR,           DELETION_BLOCKED
          IN_USE,         BEDROCK_ERROR,           BEDROCK_ERROR,           BEDROCK_ERROR,           DELETION_BLOCKED
          DENIED,         ACCESS_DENIED,           ACCESS_DENIED,           ACCESS_DENIED,           ACCESS_DENIED
          QUOTA,          QUOTA_EXCEEDED,          QUOTA_EXCEEDED,          QUOTA_EXCEEDED,          QUOTA_EXCEEDED
          NO_CREDENTIALS, CREDENTIALS_UNAVAILABLE, CREDENTIALS_UNAVAILABLE, CREDENTIALS_UNAVAILABLE, CREDENTIALS_UNAVAILABLE
          THROTTLED,      THROTTLED,               THROTTLED,               THROTTLED,               THROTTLED
          UNAVAILABLE,    BEDROCK_UNAVAILABLE,     BEDROCK_UNAVAILABLE,     BEDROCK_UNAVAILABLE,     BEDROCK_UNAVAILABLE
          UNEXPECTED,     BEDROCK_ERROR,           BEDROCK_ERROR,           BEDROCK_ERROR,           BEDROCK_ERROR
          """)
  void findsTheRow(Kind kind, Reason create, Reason get, Reason tag, Reason delete) {
    assertThat(reason(kind, CREATE)).isEqualTo(create);
    assertThat(reason(kind, GET)).isEqualTo(get);
    assertThat(reason(kind, TAG)).isEqualTo(tag);
    assertThat(reason(kind, DELETE)).isEqualTo(delete);
  }

  @Test
  void handsOnWhatAwsSaid() {
    var outcome =
        FailureMapper.of(failure(Kind.QUOTA, CREATE, "Too many."), REGION, AwsAccount.OWN);

    assertThat(outcome.message()).startsWith("CreateInferenceProfile: Too many. (");
    assertThat(outcome.error())
        .hasValue(
            new OperationError(CREATE.value(), "SomeException", 400, "Too many.", "r-1", false));
  }

  @Test
  void saysWhatToDoWhereAwsDoesNot() {
    var outcome =
        FailureMapper.of(
            failure(Kind.NOT_FOUND, CREATE, "There is no such model."), REGION, AwsAccount.OWN);

    assertThat(outcome.message())
        .startsWith("CreateInferenceProfile: There is no such model. (")
        .contains("delete this resource", "copyFrom", REGION, "wait");
    assertThat(outcome.error().orElseThrow().message()).isEqualTo("There is no such model.");
  }

  @Test
  void leavesOutWhatAwsDidNotSay() {
    var answer = new Answer(GET, Optional.empty(), OptionalInt.empty(), "no", Optional.empty());

    assertThat(FailureMapper.errorOf(new StoreFailure(Kind.UNAVAILABLE, answer)))
        .isEqualTo(new OperationError(GET.value(), null, null, "no", null, true));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysWhetherTryingAgainMayHelp(Kind kind) {
    var outcome = FailureMapper.of(failure(kind, CREATE, "no"), REGION, AwsAccount.OWN);

    assertThat(outcome.error().orElseThrow().retryable())
        .isEqualTo(outcome.reason().progress() != Reason.Progress.STALLED);
  }

  @Test
  void cutsWhatIsTooLongForAStatus() {
    assertThat(
            FailureMapper.of(
                    failure(Kind.UNEXPECTED, GET, "x".repeat(1000)), REGION, AwsAccount.OWN)
                .message())
        .startsWith(GET.value() + ": " + "x".repeat(1000) + " (")
        .doesNotContain("…");
    assertThat(FailureMapper.errorOf(failure(Kind.UNEXPECTED, GET, "x".repeat(1001))))
        .satisfies(error -> assertThat(error.message()).hasSize(1001).endsWith("x…"));
  }

  @Test
  void handsOnNothingThatATerminalWouldObey() {
    var answer =
        new Answer(
            GET,
            Optional.of("Some\nException"),
            OptionalInt.of(400),
            "no\r\n2026-01-01\u001b[31mforged",
            Optional.of("r\u0007" + "1".repeat(500)));

    var outcome =
        FailureMapper.of(new StoreFailure(Kind.UNEXPECTED, answer), REGION, AwsAccount.OWN);

    assertThat(outcome.message()).startsWith("GetInferenceProfile: no 2026-01-01 [31mforged");
    assertThat(outcome.error())
        .hasValueSatisfying(
            error -> {
              assertThat(error.code()).isEqualTo("Some Exception");
              assertThat(error.message()).isEqualTo("no 2026-01-01 [31mforged");
              assertThat(error.requestId()).startsWith("r 11").hasSize(101);
            });
  }

  @ParameterizedTest
  @EnumSource
  void onlyOfACreationAConflictIsATakenNameAndNotFoundIsNotGone(BedrockOperation operation) {
    assertThat(FailureMapper.isNameTaken(failure(Kind.CONFLICT, operation, "no")))
        .isEqualTo(operation == CREATE);
    assertThat(FailureMapper.isGone(failure(Kind.NOT_FOUND, operation, "no")))
        .isEqualTo(operation != CREATE);
    assertThat(FailureMapper.isNameTaken(failure(Kind.IN_USE, operation, "no"))).isFalse();
    assertThat(FailureMapper.isGone(failure(Kind.DENIED, operation, "no"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void callsARefusalByItsOwnName(Refusal refusal) {
    assertThat(FailureMapper.reasonOf(refusal).name()).isEqualTo(refusal.name());
  }

  /** Who reads it looks at the BedrockAccount, if there is one. */
  @ParameterizedTest
  @CsvSource({
    "'', NO_CREDENTIALS, CREDENTIALS_UNAVAILABLE",
    "uid, NO_CREDENTIALS, ACCOUNT_UNAVAILABLE",
    "uid, UNAVAILABLE, BEDROCK_UNAVAILABLE",
    "uid, DENIED, ACCESS_DENIED"
  })
  void namesTheAccountWhoseCredentialsAreMissing(String uid, Kind kind, Reason expected) {
    var failure = failure(kind, GET, "no");

    assertThat(FailureMapper.of(failure, REGION, new AwsAccount(uid, "222233334444")).reason())
        .isEqualTo(expected);
  }
}
