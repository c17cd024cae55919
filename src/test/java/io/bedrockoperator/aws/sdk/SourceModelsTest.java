package io.bedrockoperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which models are behind a source. */
class SourceModelsTest {

  private static final String REGION = "us-east-1";
  private static final String NOVA =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  @Test
  void takesAFoundationModelForItsOnlyModel() {
    assertThat(bedrock.store().modelsOf(NOVA)).containsExactly(NOVA);
    assertThat(bedrock.emulator().calls()).isEmpty();
  }

  @Test
  void readsTheModelsOfASystemProfile() {
    var system =
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0";

    assertThat(bedrock.store().modelsOf(system))
        .containsExactlyInAnyOrder(
            NOVA, NOVA.replace(REGION, "us-west-2"), NOVA.replace(REGION, "us-east-2"));
    assertThat(bedrock.emulator().calls().getLast().subject()).isEqualTo(system);
  }

  @Test
  void readsModelsThatNameNoRegion() {
    var global =
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.amazon.nova-2-lite-v1:0";

    assertThat(bedrock.store().modelsOf(global))
        .containsExactlyInAnyOrder(
            "arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0",
            "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-lite-v1:0");
  }

  @Test
  void knowsNoModelsOfASourceThatIsNotThere() {
    assertThat(
            bedrock
                .store()
                .modelsOf("arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.none"))
        .isEmpty();
  }
}
