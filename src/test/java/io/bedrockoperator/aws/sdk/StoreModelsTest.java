package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.dev.emulator.Operation.LIST_FOUNDATION_MODELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.Lifecycle;
import io.bedrockoperator.dev.emulator.Refusal;
import io.bedrockoperator.profile.ModelLifecycle;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the models of a Region are in their lives, from one call of ListFoundationModels. */
class StoreModelsTest {

  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String SONNET = "anthropic.claude-sonnet-4-20250514-v1:0";
  private static final Instant SINCE = Instant.parse("2026-04-14T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-10-14T12:30:00Z");

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  private void answer(String json) {
    bedrock.faults().on(LIST_FOUNDATION_MODELS).before(new Fault.Answer(200, json, null));
  }

  @Test
  void tellsOfEachModelOfTheRegionInOneCall() {
    var there = bedrock.emulator().account().outside("eu-west-1");
    there.setLifecycle(SONNET, Lifecycle.legacy(SINCE, UNTIL));
    there.setLifecycle(NOVA, Lifecycle.legacy(SINCE, null));

    var models = bedrock.storeIn("eu-west-1").models().orElseThrow();

    assertThat(models)
        .hasSizeGreaterThan(2)
        .contains(
            entry(SONNET, new ModelLifecycle("LEGACY", Optional.of(UNTIL))),
            entry(NOVA, new ModelLifecycle("LEGACY", Optional.empty())),
            entry("amazon.nova-pro-v1:0", new ModelLifecycle("ACTIVE", Optional.empty())));
    assertThat(bedrock.emulator().calls())
        .extracting(Call::operation, Call::region)
        .containsExactly(tuple(LIST_FOUNDATION_MODELS, "eu-west-1"));
  }

  @Test
  void saysWhenTheAccountMayNotList() {
    bedrock
        .faults()
        .on(LIST_FOUNDATION_MODELS)
        .always()
        .before(Fault.refuse(Refusal.denied("not authorized")));

    assertThat(bedrock.storeTrying(3).models()).isEmpty();
    assertThat(bedrock.emulator().calls()).hasSize(1);
  }

  @Test
  void handsOnWhatElseGoesWrong() {
    bedrock.faults().on(LIST_FOUNDATION_MODELS).always().before(Fault.throttle());

    var failure = StoreOverHttp.fails(bedrock.store(), store -> store.models());

    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.LIST_FOUNDATION_MODELS);
  }

  @Test
  void bearsEntriesThatTellNothing() {
    answer(
        """
        {"modelSummaries": [
          {"modelLifecycle": {"status": "ACTIVE"}},
          {"modelId": "a.without"},
          {"modelId": "a.empty", "modelLifecycle": {}},
          {"modelId": "a.new", "modelLifecycle": {"status": "NEW", "other": 1}}]}
        """);

    assertThat(bedrock.store().models())
        .hasValue(Map.of("a.new", new ModelLifecycle("NEW", Optional.empty())));
  }

  @Test
  void bearsAnAnswerWithoutModels() {
    answer("{}");

    assertThat(bedrock.store().models()).hasValue(Map.of());
  }
}
