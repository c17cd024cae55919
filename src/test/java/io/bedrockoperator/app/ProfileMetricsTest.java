package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProfileMetricsTest {

  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";

  @Test
  void countsByWhatTheStatusSays() throws IOException {
    assertThat(
            scrape(
                resource("a", ready("True", "Available")),
                resource("b", ready("True", "Available")),
                resource("c", ready("False", "QuotaExceeded")),
                resource("d", "{}")))
        .contains(
            "bedrock_operator_profiles{account=\"\",ready=\"True\",reason=\"Available\",region=\"\"}"
                + " 2.0",
            "bedrock_operator_profiles{account=\"\",ready=\"False\",reason=\"QuotaExceeded\",region=\"\"}"
                + " 1.0",
            "bedrock_operator_profiles{account=\"\",ready=\"Unknown\",reason=\"none\",region=\"\"}"
                + " 1.0");
  }

  /** A status can be written by hand, too. */
  @Test
  void keepsOnlyTheWordsOfTheDecisionTable() throws IOException {
    assertThat(scrape(resource("a", ready("Perhaps", "BecauseISaySo"))))
        .contains(
            "bedrock_operator_profiles{account=\"\",ready=\"Unknown\",reason=\"none\",region=\"\"}"
                + " 1.0")
        .noneMatch(line -> line.contains("Perhaps") || line.contains("BecauseISaySo"));
  }

  @Test
  void namesOnlyResourcesWithAProfile() throws IOException {
    assertThat(
            scrape(
                resource("a", "{\"inferenceProfileArn\": \"" + ARN + "\"}"), resource("b", "{}")))
        .filteredOn(line -> line.startsWith("bedrock_operator_inference_profile_info"))
        .containsExactly(
            "bedrock_operator_inference_profile_info{account=\"\",model=\"us.amazon.nova-lite-v1:0\",name=\"a\",namespace=\"team-a\",profile_id=\"06vsfs68yb4g\",region=\"us-east-1\"}"
                + " 1");
  }

  /** Two resources with one model, one of which was told otherwise; and two that tell nothing. */
  @Test
  void tellsWhenAModelEndsOnceForEachRegion() throws IOException {
    var model =
        "{\"modelArn\": \"arn:aws:bedrock:%s::foundation-model/a.m\", \"endOfLifeTime\": \"%s\"}";
    var region =
        "{\"region\": \"%s\", \"accountId\": \"1\", \"accountRef\": {\"name\": \"x\"}, \"models\":"
            + " [%s]}";
    var first = model.formatted("us-east-1", "1970-01-01T00:16:40Z");
    var later = model.formatted("us-east-1", "1970-01-01T00:33:20Z");
    var elsewhere = model.formatted("us-west-2", "1970-01-01T00:33:20Z");
    var odd = model.formatted("us-east-1", "soon");

    assertThat(
            scrape(
                resource("a", region.formatted("us-east-1", later + "," + elsewhere)),
                resource("b", region.formatted("us-east-1", first)),
                resource("c", region.formatted("us-west-2", later)),
                resource("d", region.formatted("eu-west-1", odd)),
                resource("e", "{\"region\": \"eu-west-1\", \"models\": [{}]}"),
                resource("f", "{}")))
        .filteredOn(line -> line.startsWith("bedrock_operator_model_end_of_life"))
        .containsExactlyInAnyOrder(
            "bedrock_operator_model_end_of_life_timestamp_seconds{account=\"1\",model=\"a.m\",region=\"us-east-1\"}"
                + " 1000.0",
            "bedrock_operator_model_end_of_life_timestamp_seconds{account=\"1\",model=\"a.m\",region=\"us-west-2\"}"
                + " 2000.0");
  }

  private static String ready(String status, String reason) {
    return "{\"conditions\": [{\"type\": \"Ready\", \"status\": \"%s\", \"reason\": \"%s\"}]}"
        .formatted(status, reason);
  }

  private static InferenceProfile resource(String name, String status) {
    return JSON.unmarshal(
        """
        {"metadata": {"name": "%s", "namespace": "team-a"},
         "spec": {"inferenceProfileName": "x", "modelSource": {"copyFrom":
           "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"}},
         "status": %s}
        """
            .formatted(name, status),
        InferenceProfile.class);
  }

  private static List<String> scrape(InferenceProfile... resources) throws IOException {
    var metrics = new Metrics();
    metrics.showProfiles(() -> Stream.of(resources));
    var out = new ByteArrayOutputStream();
    metrics.writeTo(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
