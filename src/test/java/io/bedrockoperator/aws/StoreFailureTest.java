package io.bedrockoperator.aws;

import static io.bedrockoperator.aws.sdk.StoreOverHttp.ARN;
import static io.bedrockoperator.aws.sdk.StoreOverHttp.CHAT;
import static io.bedrockoperator.aws.sdk.StoreOverHttp.fails;
import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.GET_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static io.bedrockoperator.dev.emulator.Operation.LIST_TAGS_FOR_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.TAG_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.UNTAG_RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.aws.sdk.StoreOverHttp;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.Operation;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of every answer that says no, or nothing. */
class StoreFailureTest {

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  private BedrockEmulator emulator() {
    return bedrock.emulator();
  }

  private StoreFailure createFails() {
    return fails(bedrock.store(), store -> store.create(CHAT, "uid-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException,     404, NOT_FOUND",
    "AccessDeniedException,         403, DENIED",
    "ValidationException,           400, INVALID",
    "ConflictException,             400, CONFLICT",
    "InternalServerException,       500, UNAVAILABLE",
    "TooManyTagsException,          400, TOO_MANY_TAGS",
    "ServiceQuotaExceededException, 400, QUOTA",
    "ThrottlingException,           429, THROTTLED",
    "ResourceInUseException,        400, IN_USE",
    "ServiceUnavailableException,   503, UNAVAILABLE",
    "OfTomorrowException,           400, UNEXPECTED",
    "UnrecognizedClientException,   403, NO_CREDENTIALS",
    "ExpiredTokenException,         403, NO_CREDENTIALS"
  })
  void handsOnWhatBedrockSays(String code, int status, Kind kind) {
    bedrock
        .faults()
        .on(CREATE_INFERENCE_PROFILE)
        .always()
        .before(Fault.refuse(code, status, "Because " + code));

    var failure = createFails();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessage("CreateInferenceProfile: Because " + code);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.CREATE_INFERENCE_PROFILE);
    assertThat(failure.answer().code()).hasValue(code);
    assertThat(failure.answer().httpStatusCode()).hasValue(status);
    assertThat(failure.answer().message()).isEqualTo("Because " + code);
    assertThat(failure.answer().requestId()).hasValue(emulator().calls().getLast().requestId());
  }

  record Call(Operation operation, String name, Consumer<ProfileStore> call) {}

  static Stream<Call> calls() {
    return Stream.of(
        new Call(GET_INFERENCE_PROFILE, "GetInferenceProfile", store -> store.find(ARN)),
        new Call(LIST_TAGS_FOR_RESOURCE, "ListTagsForResource", store -> store.tags(ARN)),
        new Call(LIST_INFERENCE_PROFILES, "ListInferenceProfiles", store -> store.list(() -> {})),
        new Call(
            GET_INFERENCE_PROFILE,
            "GetInferenceProfile",
            store -> store.modelsOf(ARN.replace("application-", ""))),
        new Call(
            CREATE_INFERENCE_PROFILE,
            "CreateInferenceProfile",
            store -> store.create(CHAT, "uid-1")),
        new Call(
            TAG_RESOURCE, "TagResource", store -> store.retag(ARN, Map.of("a", "b"), Set.of())),
        new Call(UNTAG_RESOURCE, "UntagResource", store -> store.retag(ARN, Map.of(), Set.of("a"))),
        new Call(DELETE_INFERENCE_PROFILE, "DeleteInferenceProfile", store -> store.delete(ARN)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void namesTheOperationThatFailed(Call it) {
    bedrock.faults().on(it.operation).before(Fault.refuse("AccessDeniedException", 403, "No."));

    var failure = fails(bedrock.store(), it.call);

    assertThat(failure.answer().operation().value()).isEqualTo(it.name);
    assertThat(failure.kind()).isEqualTo(Kind.DENIED);
  }

  @Test
  void makesNothingOfAMissingProfileThatIsToBeTagged() {
    var failure = fails(bedrock.store(), store -> store.retag(ARN, Map.of("a", "b"), Set.of()));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.TAG_RESOURCE);
  }

  @Test
  void makesDoWithoutACode() {
    bedrock.faults().on(CREATE_INFERENCE_PROFILE).before(Fault.noCode(403, "Go away."));

    var answer = createFails().answer();

    assertThat(answer.code()).isEmpty();
    assertThat(answer.message()).isEqualTo("Go away.");
    assertThat(answer.httpStatusCode()).hasValue(403);
  }

  @ParameterizedTest
  @CsvSource({"500, UNAVAILABLE", "502, UNAVAILABLE", "503, UNAVAILABLE", "400, UNEXPECTED"})
  void makesDoWithoutABody(int status, Kind kind) {
    bedrock.faults().on(CREATE_INFERENCE_PROFILE).before(Fault.emptyBody(status));

    var failure = createFails();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.answer().code()).isEmpty();
    assertThat(failure.answer().httpStatusCode()).hasValue(status);
    assertThat(failure.answer().message())
        .isEqualTo("AWS answered HTTP %d without a message".formatted(status));
  }

  @Test
  void doesNotTakeAnAnswerWithoutAnArnForAProfile() {
    bedrock.faults().on(CREATE_INFERENCE_PROFILE).after(Fault.emptyBody(201));

    var failure = createFails();

    assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(failure.answer().httpStatusCode()).hasValue(201);
    assertThat(failure.answer().message()).contains("without an ARN");
    assertThat(failure.answer().requestId()).hasValue(emulator().calls().getLast().requestId());
  }

  @Test
  void doesNotTakeAnEmptyAnswerForAProfile() {
    bedrock.faults().on(GET_INFERENCE_PROFILE).before(Fault.emptyBody(200));

    var failure = fails(bedrock.store(), store -> store.find(ARN));

    assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.GET_INFERENCE_PROFILE);
    assertThat(failure.answer().httpStatusCode()).hasValue(200);
  }

  static Stream<Call> callsThatReadTheAnswer() {
    return calls().limit(5);
  }

  @ParameterizedTest
  @MethodSource("callsThatReadTheAnswer")
  void bearsAnswersThatCannotBeRead(Call it) {
    bedrock.faults().on(it.operation).before(Fault.garbage(200));

    assertThat(fails(bedrock.store(), it.call).answer().operation().value()).isEqualTo(it.name);
  }
}
