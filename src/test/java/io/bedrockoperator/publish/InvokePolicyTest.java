package io.bedrockoperator.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.profile.Arn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy, read as IAM reads it: what no statement allows is denied. */
class InvokePolicyTest {

  private static final List<String> PARTITIONS =
      List.of("aws", "aws-us-gov", "aws-cn", "aws-iso", "aws-iso-b", "aws-eusc");
  private static final List<List<String>> REGIONS =
      List.of(
          List.of("us-east-1"),
          List.of("us-east-1", "us-east-2", "us-west-2"),
          List.of("us-east-1", ""));

  /** A profile, and the models that Bedrock may send its requests to. */
  record Routed(String profile, List<String> models) {

    String policy() {
      try {
        return InvokePolicy.of(profile, models);
      } catch (NotPublishable refused) {
        throw new AssertionError(refused);
      }
    }

    String otherProfile() {
      return profile + "x";
    }

    /** Bedrock asks for the profile, and for the model that it chose. */
    boolean mayInvoke(String action, String through) {
      return isAllowed(action, through, Map.of())
          && models.stream()
              .allMatch(
                  model ->
                      isAllowed(
                          action,
                          model,
                          context(model, Map.of("bedrock:InferenceProfileArn", through))));
    }

    boolean mayInvokeAModelAlone(String action) {
      return models.stream().anyMatch(model -> isAllowed(action, model, context(model, Map.of())));
    }

    private static Map<String, String> context(String model, Map<String, String> more) {
      var context = new HashMap<>(more);
      var region = Arn.parse(model).orElseThrow().region();
      context.put("aws:RequestedRegion", region.isEmpty() ? "unspecified" : region);
      return context;
    }

    boolean isAllowed(String action, String resource, Map<String, String> context) {
      return statements(policy()).stream()
          .anyMatch(
              statement ->
                  statement.path("Effect").asText().equals("Allow")
                      && texts(statement.path("Action")).contains(action)
                      && texts(statement.path("Resource")).contains(resource)
                      && statement.path("Condition").path("StringEquals").properties().stream()
                          .allMatch(is -> is.getValue().asText().equals(context.get(is.getKey()))));
    }
  }

  private static List<JsonNode> statements(String policy) {
    try {
      return new ObjectMapper().readTree(policy).path("Statement").valueStream().toList();
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(policy, notJson);
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  static Stream<Arguments> profiles() {
    return PARTITIONS.stream()
        .flatMap(
            partition ->
                REGIONS.stream()
                    .map(
                        regions ->
                            new Routed(
                                "arn:%s:bedrock:us-east-1:111122223333:application-inference-profile/vun05s8q4o1w"
                                    .formatted(partition),
                                regions.stream()
                                    .map(
                                        region ->
                                            "arn:%s:bedrock:%s::foundation-model/amazon.nova-2-lite-v1:0"
                                                .formatted(partition, region))
                                    .toList())))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void allowsTheModelsThroughThisProfileOnly(Routed routed) {
    for (var action : List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream")) {
      assertThat(routed.mayInvoke(action, routed.profile())).isTrue();
      assertThat(routed.mayInvoke(action, routed.otherProfile())).isFalse();
      assertThat(routed.mayInvokeAModelAlone(action)).isFalse();
      assertThat(
              routed.models().stream()
                  .anyMatch(
                      model ->
                          routed.isAllowed(
                              action,
                              model,
                              Map.of(
                                  "bedrock:InferenceProfileArn",
                                  routed.otherProfile(),
                                  "aws:RequestedRegion",
                                  "unspecified"))))
          .isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void isOneLineThatNamesEverything(Routed routed) {
    assertThat(routed.policy()).doesNotContain("*", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bedrock:DeleteInferenceProfile",
        "bedrock:TagResource",
        "bedrock:GetInferenceProfile"
      })
  void allowsNothingElse(String action) {
    var routed =
        new Routed(
            "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/vun05s8q4o1w",
            List.of("arn:aws:bedrock:us-east-1::foundation-model/a.b"));

    assertThat(routed.isAllowed(action, routed.profile(), Map.of())).isFalse();
  }
}
