package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.aws.sdk.StoreOverHttp.ARN;
import static io.bedrockoperator.dev.emulator.Operation.GET_RESOURCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TagIndex;
import io.bedrockoperator.dev.emulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tags of many profiles in one call, from the Resource Groups Tagging API. */
class StoreTagBatchTest {

  private static final String REGION = "us-east-1";

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  private BedrockEmulator emulator() {
    return bedrock.emulator();
  }

  private String existing(String name, String region) {
    var nova = "arn:aws:bedrock:%s::foundation-model/amazon.nova-lite-v1:0".formatted(region);
    return emulator()
        .account()
        .outside(region)
        .create(CreateRequest.of(name, nova).withTag("name", name).withTag("team", "a"))
        .arn();
  }

  private String existing(String name) {
    return existing(name, REGION);
  }

  private StoreFailure fails(ProfileStore store, List<String> arns) {
    var failure = catchThrowableOfType(StoreFailure.class, () -> store.tagsOf(arns));
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void readsAHundredInOneCall() {
    var arns = IntStream.range(0, 100).mapToObj(number -> existing("chat-" + number)).toList();

    var tags = bedrock.store().tagsOf(arns).orElseThrow();

    assertThat(tags).containsOnlyKeys(arns);
    assertThat(tags.get(arns.get(7))).isEqualTo(Map.of("name", "chat-7", "team", "a"));
    assertThat(emulator().calls()).extracting(Call::operation).containsExactly(GET_RESOURCES);
    assertThat(emulator().calls().getLast().subject()).isEqualTo(String.join(",", arns));
  }

  @Test
  void asksTheRegionItIsTold() {
    var arn = existing("chat", "eu-west-1");

    assertThat(bedrock.storeIn("eu-west-1").tagsOf(List.of(arn)).orElseThrow())
        .containsOnlyKeys(arn);
    assertThat(emulator().calls()).extracting(Call::region).containsExactly("eu-west-1");
  }

  @Test
  void saysNothingOfWhatTheIndexDoesNotKnow() {
    var known = existing("known");

    assertThat(bedrock.store().tagsOf(List.of(ARN, known)).orElseThrow()).containsOnlyKeys(known);

    emulator()
        .account()
        .configure(settings -> settings.with(new TagIndex(Duration.ofMinutes(1), false)));
    assertThat(bedrock.store().tagsOf(List.of(ARN, known))).hasValue(Map.of());
  }

  @Test
  void tellsNoTagsAnyMoreFromNothingKnown() {
    var arn = existing("chat");
    bedrock.store().retag(arn, Map.of(), Set.of("name", "team"));

    assertThat(bedrock.store().tagsOf(List.of(arn))).hasValue(Map.of(arn, Map.of()));
  }

  @Test
  void saysWhenTheAccountMayNotAsk() {
    var arn = existing("chat");
    emulator().account().configure(settings -> settings.with(new TagIndex(Duration.ZERO, true)));

    assertThat(bedrock.storeTrying(3).tagsOf(List.of(arn))).isEmpty();
    assertThat(emulator().calls()).hasSize(1);
  }

  @Test
  void makesNoCallForNone() {
    assertThat(bedrock.store().tagsOf(List.of())).hasValue(Map.of());
    assertThat(emulator().calls()).isEmpty();
  }

  @Test
  void handsOnThatThereAreTooMany() {
    var arns = IntStream.range(0, 101).mapToObj(number -> ARN + number).toList();

    assertThat(fails(bedrock.store(), arns).kind()).isEqualTo(Kind.INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "ThrottledException,          400, THROTTLED",
    "InternalServiceException,    500, UNAVAILABLE",
    "InvalidParameterException,   400, INVALID",
    "UnrecognizedClientException, 400, NO_CREDENTIALS"
  })
  void handsOnWhatTheServiceSays(String code, int status, Kind kind) {
    bedrock
        .faults()
        .on(GET_RESOURCES)
        .always()
        .before(Fault.refuse(code, status, "Because " + code));

    var failure = fails(bedrock.store(), List.of(ARN));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessage("GetResources: Because " + code);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.GET_RESOURCES);
    assertThat(failure.answer().code()).hasValue(code);
    assertThat(failure.answer().httpStatusCode()).hasValue(status);
    assertThat(failure.answer().requestId()).hasValue(emulator().calls().getLast().requestId());
  }

  @Test
  void triesAgainByItself() {
    var arn = existing("chat");
    bedrock
        .faults()
        .on(GET_RESOURCES)
        .before(Fault.refuse("InternalServiceException", 500, "Oops."));

    assertThat(bedrock.storeTrying(2).tagsOf(List.of(arn)).orElseThrow()).containsOnlyKeys(arn);
    assertThat(emulator().calls()).hasSize(2);
  }

  @Test
  void bearsAnEntryWithoutAnArn() {
    bedrock
        .faults()
        .on(GET_RESOURCES)
        .before(
            new Fault.Answer(
                200,
                """
                {"PaginationToken": "", "ResourceTagMappingList": [
                  {"Tags": [{"Key": "team", "Value": "odd"}]},
                  {"ResourceARN": "%s", "Tags": [{"Key": "team", "Value": "a"}]}]}
                """
                    .formatted(ARN),
                null));

    assertThat(bedrock.store().tagsOf(List.of(ARN))).hasValue(Map.of(ARN, Map.of("team", "a")));
  }

  @Test
  void bearsAnswersThatCannotBeRead() {
    bedrock.faults().on(GET_RESOURCES).before(Fault.garbage(200));

    assertThat(fails(bedrock.store(), List.of(ARN)).answer().operation())
        .isEqualTo(BedrockOperation.GET_RESOURCES);
  }
}
