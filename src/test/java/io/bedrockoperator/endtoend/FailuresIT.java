package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.GET_INFERENCE_PROFILE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.FaultRule;
import io.bedrockoperator.dev.emulator.Operation;
import io.bedrockoperator.status.Reason;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the status says while AWS refuses, and that it is as if nothing had been afterwards. */
class FailuresIT {

  @AutoClose private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.withOperatorIn("failures");
  }

  @AfterEach
  void heal() {
    stage.bedrock().faults().clear();
  }

  @ParameterizedTest
  @CsvSource({
    "ValidationException,           400, INVALID_SPEC,        False,   Stalled,     false",
    "TooManyTagsException,          400, TOO_MANY_TAGS,       False,   Stalled,     false",
    "ResourceNotFoundException,     404, SOURCE_NOT_FOUND,    False,   Stalled,     false",
    "AccessDeniedException,         403, ACCESS_DENIED,       False,   Stalled,     false",
    "ServiceQuotaExceededException, 400, QUOTA_EXCEEDED,      False,   Stalled,     false",
    "ExpiredTokenException,         403, CREDENTIALS_UNAVAILABLE, False, Stalled,   false",
    "ThrottlingException,           429, THROTTLED,           Unknown, Reconciling, true",
    "InternalServerException,       500, BEDROCK_UNAVAILABLE, Unknown, Reconciling, true",
    "ServiceUnavailableException,   503, BEDROCK_UNAVAILABLE, Unknown, Reconciling, true",
    "SomethingNewException,         400, BEDROCK_ERROR,       Unknown, Reconciling, true"
  })
  void reportsWhatAwsAnswersUntilItIsHealthy(
      String code, int status, Reason reason, String ready, String condition, boolean retryable) {
    var name = "create-" + reason.value().toLowerCase(java.util.Locale.ROOT) + status;
    createOf(name).always().before(Fault.refuse(code, status, "AWS says so"));
    stage.create(name);

    stage.eventually(
        name,
        it ->
            it.hasReady(ready, reason)
                .hasConditions("Ready", condition)
                .hasError("CreateInferenceProfile", code, status, retryable));
    assertThat(Objects.requireNonNull(stage.status(name).error()).message())
        .isEqualTo("AWS says so");
    stage.bedrock().faults().clear();
    stage.requestReconciliation(name, "now");

    stage.eventually(name, it -> it.isAvailable());
    assertThat(stage.outside().named(stage.profileName(name))).hasSize(1);
    stage.assertEvents(name, reason.value(), "Created");
  }

  @Test
  void reportsAnAnswerWithoutCodeOrBody() {
    createOf("no-body").always().before(Fault.emptyBody(502));
    stage.create("no-body");

    stage.eventually("no-body", it -> it.hasReady("Unknown", Reason.BEDROCK_UNAVAILABLE));
    var error = Objects.requireNonNull(stage.status("no-body").error());
    assertThat(error.httpStatusCode()).isEqualTo(502);
    assertThat(error.code()).isNull();
  }

  @Test
  void reportsAConnectionThatBreaks() {
    createOf("broken").always().before(Fault.drop());
    stage.create("broken");

    stage.eventually("broken", it -> it.hasReady("Unknown", Reason.BEDROCK_UNAVAILABLE));
    var error = Objects.requireNonNull(stage.status("broken").error());
    assertThat(error.operation()).isEqualTo("CreateInferenceProfile");
    assertThat(error.httpStatusCode()).isNull();
    assertThat(error.requestId()).isNull();
  }

  @Test
  void leavesAStrangersProfileOfThatNameAlone() {
    var stranger =
        stage
            .outside()
            .create(
                CreateRequest.of(stage.profileName("taken"), Stage.NOVA).withTag("owner", "else"));
    var before = stage.outside().profile(stranger.arn());
    stage.create("taken");

    stage.eventually(
        "taken",
        it -> it.hasReady("False", Reason.NAME_CONFLICT).hasConditions("Ready", "Stalled"));
    var error = Objects.requireNonNull(stage.status("taken").error());
    assertThat(error.operation()).isEqualTo("CreateInferenceProfile");
    assertThat(error.code()).isEqualTo("ConflictException");
    assertThat(error.httpStatusCode()).isEqualTo(400);
    assertThat(stage.outside().named(stage.profileName("taken"))).hasSize(1);
    assertThat(stage.outside().profile(stranger.arn())).isEqualTo(before);
  }

  @Test
  void aDoomedSpecIsTriedAgainWhenItChanges() {
    createOf("doomed").before(Fault.refuse("ValidationException", 400, "no such thing"));
    stage.create("doomed");
    stage.eventually("doomed", it -> it.hasReady("False", Reason.INVALID_SPEC));

    stage.patchSpec("doomed", "{\"tags\": [{\"key\": \"a\", \"value\": \"b\"}]}");
    stage.eventually("doomed", it -> it.isAvailable());
  }

  @Test
  void announcesEachChangeOfReasonOnce() {
    createOf("announced").always().before(Fault.refuse("AccessDeniedException", 403, "no"));
    stage.create("announced");
    stage.eventually("announced", it -> it.hasReady("False", Reason.ACCESS_DENIED));
    for (var again : new String[] {"1", "2"}) {
      stage.requestReconciliation("announced", again);
      soon()
          .untilAsserted(
              () ->
                  assertThat(stage.status("announced").lastHandledReconcileAt()).isEqualTo(again));
    }
    stage.bedrock().faults().clear();
    createOf("announced").before(Fault.refuse("ServiceQuotaExceededException", 400, "full"));
    stage.requestReconciliation("announced", "3");
    stage.eventually("announced", it -> it.hasReady("False", Reason.QUOTA_EXCEEDED));
    stage.requestReconciliation("announced", "4");
    stage.eventually("announced", it -> it.isAvailable());

    stage.assertEvents("announced", "AccessDenied", "QuotaExceeded", "Created");
    assertThat(stage.events("announced").getFirst().getType()).isEqualTo("Warning");
  }

  @ParameterizedTest
  @CsvSource({"ThrottlingException, 429", "InternalServerException, 500"})
  void aBlipIsNoNews(String code, int status) {
    var name = "blip-" + status;
    stage.create(name);
    var arn = stage.known(name);
    var before = stage.status(name);
    stage.bedrock().clearCalls();
    // As often as the SDK itself tries: one pass fails.
    about(GET_INFERENCE_PROFILE, arn).times(3).before(Fault.refuse(code, status, "blip"));

    stage.requestReconciliation(name, "now");

    soon()
        .untilAsserted(
            () -> assertThat(stage.status(name).lastHandledReconcileAt()).isEqualTo("now"));
    assertThat(stage.bedrock().calls(GET_INFERENCE_PROFILE))
        .filteredOn(call -> call.subject().equals(arn))
        .extracting(Call::answer)
        .containsExactly(code, code, code, "200");
    stage.assertThat(name).isAvailable();
    assertThat(stage.status(name).conditions()).isEqualTo(before.conditions());
    stage.assertEvents(name, "Created");
  }

  @Test
  void aFailureThatLastsIsReported() {
    stage.create("lasting");
    var arn = stage.known("lasting");
    about(GET_INFERENCE_PROFILE, arn).always().before(Fault.emptyBody(503));

    stage.requestReconciliation("lasting", "now");

    stage.eventually(
        "lasting",
        it ->
            it.hasReady("Unknown", Reason.BEDROCK_UNAVAILABLE)
                .hasConditions("Ready", "Reconciling")
                .hasArn(arn)
                .hasError("GetInferenceProfile", null, 503, true));
    stage.bedrock().faults().clear();
    stage.requestReconciliation("lasting", "again");
    stage.eventually("lasting", it -> it.isAvailable());
  }

  @ParameterizedTest
  @CsvSource({
    "ConflictException,     400, DELETION_BLOCKED, False,   Reconciling",
    "AccessDeniedException, 403, ACCESS_DENIED,    False,   Stalled",
    "ThrottlingException,   429, THROTTLED,        Unknown, Reconciling"
  })
  void aRefusedDeletionIsReportedAndGoesOn(
      String code, int status, Reason reason, String ready, String condition) {
    var name = "delete-" + status;
    stage.create(name);
    var arn = stage.known(name);
    about(DELETE_INFERENCE_PROFILE, arn).always().before(Fault.refuse(code, status, "not now"));

    stage.delete(name);

    stage.eventually(
        name,
        it ->
            it.hasReady(ready, reason)
                .hasConditions("Ready", condition)
                .hasArn(arn)
                .hasError("DeleteInferenceProfile", code, status, condition.equals("Reconciling")));
    assertThat(stage.get(name).hasFinalizer(InferenceProfile.FINALIZER)).isTrue();
    assertThat(stage.outside().profile(arn)).isPresent();
    stage.bedrock().faults().clear();
    stage.requestReconciliation(name, "now");

    soon().untilAsserted(() -> assertThat(stage.exists(name)).isFalse());
    assertThat(stage.outside().profile(arn)).isEmpty();
  }

  private static FaultRule.Draft createOf(String resource) {
    return about(CREATE_INFERENCE_PROFILE, stage.profileName(resource));
  }

  private static FaultRule.Draft about(Operation operation, String subject) {
    return stage.bedrock().faults().on(operation).when(asked -> asked.subject().equals(subject));
  }
}
