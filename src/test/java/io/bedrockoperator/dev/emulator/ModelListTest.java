package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.NOVA;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycle;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;

/** ListFoundationModels. */
class ModelListTest {

  private static final String NOVA_ID = "amazon.nova-lite-v1:0";
  private static final Instant SINCE = Instant.parse("2026-04-14T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-10-14T12:30:00Z");

  @AutoClose private final Wire wire = new Wire();

  private Outside outside() {
    return wire.account.outside("us-east-1");
  }

  private List<FoundationModelSummary> list() {
    return wire.client.listFoundationModels(all -> {}).modelSummaries();
  }

  private FoundationModelLifecycle lifecycleOfNova() {
    return list().stream()
        .filter(model -> model.modelId().equals(NOVA_ID))
        .findFirst()
        .orElseThrow()
        .modelLifecycle();
  }

  @Test
  void anAnswerLooksLikeAwssOnTheWire() {
    outside().setLifecycle(NOVA_ID, Lifecycle.legacy(SINCE, UNTIL));

    var response = wire.send(wire.request("/foundation-models"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith(
            ("{'modelSummaries':[{'modelArn':'%s','modelId':'%s','modelName':'%s','providerName':'Amazon',"
                 + "'inputModalities':['TEXT'],'outputModalities':['TEXT'],'responseStreamingSupported':true,"
                 + "'customizationsSupported':[],'inferenceTypesSupported':['ON_DEMAND'],"
                 + "'modelLifecycle':{'status':'LEGACY','legacyTime':'2026-04-14T00:00:00Z',"
                 + "'endOfLifeTime':'2026-10-14T12:30:00Z'}}")
                .formatted(NOVA, NOVA_ID, NOVA_ID)
                .replace('\'', '"'));
  }

  @Test
  void listsTheModelsOfTheRegion() {
    assertThat(list())
        .extracting(FoundationModelSummary::modelArn)
        .contains(NOVA)
        .allMatch(arn -> arn.startsWith("arn:aws:bedrock:us-east-1::foundation-model/"));
    try (var other = wire.client(Region.AP_SOUTH_1, 1)) {
      assertThat(other.listFoundationModels(all -> {}).modelSummaries()).isEmpty();
    }
  }

  @Test
  void aModelIsActiveUntilItIsSaidToBeLegacyHere() {
    assertThat(lifecycleOfNova().statusAsString()).isEqualTo("ACTIVE");
    assertThat(lifecycleOfNova().endOfLifeTime()).isNull();

    wire.account.outside("us-west-2").setLifecycle(NOVA_ID, Lifecycle.legacy(SINCE, UNTIL));
    assertThat(lifecycleOfNova().statusAsString()).isEqualTo("ACTIVE");

    outside().setLifecycle(NOVA_ID, Lifecycle.legacy(SINCE, UNTIL));
    assertThat(lifecycleOfNova().statusAsString()).isEqualTo("LEGACY");
    assertThat(lifecycleOfNova().endOfLifeTime()).isEqualTo(UNTIL);
  }

  @Test
  void aModelMayBeListedNoMore() {
    outside().unlist(NOVA_ID);

    assertThat(list())
        .isNotEmpty()
        .extracting(FoundationModelSummary::modelId)
        .doesNotContain(NOVA_ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"byProvider", "byCustomizationType", "byOutputModality", "byInferenceType"})
  void knowsNoFilters(String filter) {
    assertThat(wire.send(wire.request("/foundation-models?" + filter + "=x")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void anAccountMayBeDeniedIt() {
    wire.emulator
        .faults()
        .on(Operation.LIST_FOUNDATION_MODELS)
        .before(
            Fault.refuse(
                Refusal.denied("not authorized to perform: bedrock:ListFoundationModels")));

    Wire.refused(AccessDeniedException.class, this::list);
    assertThat(list()).isNotEmpty();
  }
}
