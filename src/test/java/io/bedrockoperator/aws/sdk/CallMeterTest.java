package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.aws.sdk.StoreOverHttp.ARN;
import static io.bedrockoperator.dev.emulator.Operation.GET_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.GET_RESOURCES;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.profile.AccountRegion;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallMeterTest {

  private static final String REGION = "us-east-1";

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  @Test
  void countsASuccessWithoutACode() {
    bedrock.store().list(() -> {});

    assertThat(requests()).containsExactly("ListInferenceProfiles us-east-1  1");
  }

  @Test
  void countsEachAttemptOfACallByItself() {
    bedrock
        .faults()
        .on(LIST_INFERENCE_PROFILES)
        .times(2)
        .before(Fault.refuse("ThrottlingException", 429, "slow down"));

    bedrock.storeTrying(3).list(() -> {});

    assertThat(requests())
        .containsExactly(
            "ListInferenceProfiles us-east-1  1",
            "ListInferenceProfiles us-east-1 ThrottlingException 2");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 403, AccessDeniedException",
    "InternalServerException, 500, InternalServerException",
    "InventedByATenantException, 400, other",
  })
  void keepsTheCodesThatAreKnown(String code, int status, String label) {
    bedrock.faults().on(GET_INFERENCE_PROFILE).before(Fault.refuse(code, status, "no"));

    assertThatThrownBy(() -> bedrock.store().find(ARN)).isInstanceOf(StoreFailure.class);

    assertThat(requests()).containsExactly("GetInferenceProfile us-east-1 " + label + " 1");
  }

  @Test
  void findsTheCodeInTheBodyToo() {
    bedrock.faults().on(GET_RESOURCES).before(Fault.refuse("AccessDeniedException", 400, "no"));

    assertThat(bedrock.store().tagsOf(List.of(ARN))).isEmpty();

    assertThat(requests()).containsExactly("GetResources us-east-1 AccessDeniedException 1");
  }

  @Test
  void countsAnAnswerWithoutACode() {
    bedrock.faults().on(GET_INFERENCE_PROFILE).before(Fault.emptyBody(502));

    assertThatThrownBy(() -> bedrock.store().find(ARN)).isInstanceOf(StoreFailure.class);

    assertThat(requests()).containsExactly("GetInferenceProfile us-east-1 other 1");
  }

  @Test
  void countsWhatIsNotAnswered() {
    bedrock.faults().on(LIST_INFERENCE_PROFILES).always().before(Fault.drop());

    assertThatThrownBy(() -> bedrock.storeTrying(2).list(() -> {}))
        .isInstanceOf(StoreFailure.class);

    assertThat(requests()).containsExactly("ListInferenceProfiles us-east-1 NoAnswer 2");
  }

  @Test
  void namesNoRegionThatOnlyASpecKnows() {
    bedrock.storeIn("xx-invented-1").list(() -> {});

    assertThat(requests()).containsExactly("ListInferenceProfiles other  1");
    assertThat(bedrock.meters().find("bedrock_operator_call_budget").gauges()).isEmpty();
  }

  @Test
  void showsWhatEachApiAllows() {
    bedrock.store().list(() -> {});
    bedrock.store().tagsOf(List.of(ARN));
    var before = budget("bedrock");
    assertThat(before).isEqualTo(budget("tagging")).isPositive();
    bedrock
        .faults()
        .on(LIST_INFERENCE_PROFILES)
        .before(Fault.refuse("ThrottlingException", 429, "slow down"));

    bedrock.store().list(() -> {});

    assertThat(budget("bedrock")).isLessThan(before).isPositive();
    assertThat(budget("tagging")).as("it counts for itself").isEqualTo(before);
  }

  @Test
  void showsTheBudgetThatIsInUseByNow() {
    var clients = bedrock.clients();
    var first = clients.budgetIn(AccountRegion.own(REGION));
    IntStream.range(0, AccountRegion.MOST_REMEMBERED)
        .forEach(number -> clients.budgetIn(AccountRegion.own("xx-" + number)));
    assertThat(budget("bedrock")).as("unused, and so dropped").isNaN();

    assertThat(clients.budgetIn(AccountRegion.own(REGION))).isNotSameAs(first);

    assertThat(budget("bedrock")).isPositive();
  }

  private double budget(String api) {
    return bedrock
        .meters()
        .get("bedrock_operator_call_budget")
        .tags("api", api, "region", REGION)
        .gauge()
        .value();
  }

  private List<String> requests() {
    return bedrock.meters().find("bedrock_operator_aws_request_duration").timers().stream()
        .map(CallMeterTest::line)
        .sorted()
        .toList();
  }

  private static String line(Timer timer) {
    return "%s %s %s %d"
        .formatted(
            tag(timer, "operation"), tag(timer, "region"), tag(timer, "code"), timer.count());
  }

  private static String tag(Timer timer, String key) {
    return Objects.requireNonNull(timer.getId().getTag(key));
  }
}
