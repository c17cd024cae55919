package io.bedrockoperator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bedrockoperator.api.Patterns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigMapContentTest {

  private static final String ARN =
      "arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:application-inference-profile/vun05s8q4o1w";
  private static final String MODEL = "anthropic.claude-sonnet-4-20250514-v1:0";
  private static final String SOURCE =
      "arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/us-gov." + MODEL;

  private static final PublishedProfile PROFILE = profile(model("us-gov-west-1", MODEL));

  private static String model(String region, String id) {
    return "arn:aws-us-gov:bedrock:%s::foundation-model/%s".formatted(region, id);
  }

  private static PublishedProfile profile(String... models) {
    return new PublishedProfile(ARN, List.of(models), SOURCE, "team-a", "chat");
  }

  private static Publication publication(Map<String, String> templates) {
    return new Publication("chat-bedrock", Map.of(), Map.of(), templates);
  }

  private static Map<String, String> rendered(Map<String, String> templates) throws Exception {
    return ConfigMapContent.render("InferenceProfile", publication(templates), PROFILE).data();
  }

  private static String rendered(String template) throws Exception {
    return rendered(Map.of("key", template)).values().iterator().next();
  }

  @Test
  void hasWhatConsumersAskForByDefault() throws Exception {
    assertThat(rendered(Publication.DEFAULT_TEMPLATES))
        .isEqualTo(
            Map.of(
                "BEDROCK_INFERENCE_PROFILE_ARN",
                ARN,
                "BEDROCK_INFERENCE_PROFILE_ID",
                "vun05s8q4o1w",
                "BEDROCK_FOUNDATION_MODEL_ID",
                MODEL,
                "BEDROCK_BASE_MODEL",
                "us-gov." + MODEL,
                "BEDROCK_MODEL_PROVIDER",
                "anthropic",
                "BEDROCK_REGION",
                "us-gov-west-1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$(arn)                            | " + ARN,
        "$(id)@$(region)                   | vun05s8q4o1w@us-gov-west-1",
        "$(accountId)/$(partition)         | 111122223333/aws-us-gov",
        "$(modelId) by $(provider)         | " + MODEL + " by anthropic",
        "$(sourceId)                       | us-gov." + MODEL,
        "$(namespace)/$(name)              | team-a/chat",
        "$$(arn)                           | $(arn)",
        "$$$(arn)                          | $$(arn)",
        "$$(arn) $(name)                   | $(arn) chat",
        "$ $1 ${arn} $arn (arn) $$ \\$1 \\ | $ $1 ${arn} $arn (arn) $$ \\$1 \\",
        "no placeholder                    | no placeholder",
      })
  void putsInWhatIsAsked(String template, String value) throws Exception {
    assertThat(rendered(template)).isEqualTo(value);
  }

  @Test
  void cutsTheIdOffForConsumersThatWantThePrefix() throws Exception {
    assertThat(rendered("$(arnPrefix)/$(id)")).isEqualTo(ARN);
  }

  /** Else the CRD would take one that cannot be rendered. */
  @Test
  void knowsEveryPlaceholderThatTheCrdTakes() throws Exception {
    for (var placeholder : Patterns.PLACEHOLDERS.split("\\|", -1)) {
      assertThat(rendered("$(" + placeholder + ")")).as(placeholder).isNotBlank();
    }
  }

  static Stream<Arguments> profilesWithoutValue() {
    return Stream.of(
        arguments("$(modelId)", profile()),
        arguments("$(provider)", profile()),
        arguments(
            "$(modelId)", profile(model("us-gov-west-1", "a.b"), model("us-gov-east-1", "c.d"))),
        arguments("$(provider)", profile(model("us-gov-west-1", "nodot"))),
        arguments("$(invokePolicy)", profile()),
        arguments("$(invokePolicy)", profile("arn:aws:bedrock:us-east-1::foundation-model/*")),
        arguments("$(invokePolicy)", profile("arn:aws:bedrock:us-east-1::foundation-model/a\"b")),
        arguments("$(sourceId)", new PublishedProfile(ARN, List.of(), "us.amazon", "n", "n")));
  }

  @ParameterizedTest
  @MethodSource("profilesWithoutValue")
  void refusesAPlaceholderWithoutAValue(String template, PublishedProfile profile) {
    assertThatThrownBy(
            () ->
                ConfigMapContent.render(
                    "InferenceProfile", publication(Map.of("k", template)), profile))
        .isInstanceOf(NotPublishable.class)
        .hasMessageContaining(template);
  }

  /** 512 KiB with keys, in whichever characters and however many values they are. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "$$("})
  void refusesWhatBecomesTooLarge(String unit) throws Exception {
    var width = unit.equals("é") || unit.equals("$$(") ? 2 : 1;
    var templates = new HashMap<String, String>();
    IntStream.range(0, 32)
        .forEach(i -> templates.put("k%02d".formatted(i), unit.repeat((16 * 1024 - 3) / width)));
    var longest = rendered(templates);

    templates.merge("k31", "xx" + "x".repeat(32), String::concat);

    assertThat(longest).hasSize(32);
    assertThatThrownBy(() -> rendered(templates))
        .isInstanceOf(NotPublishable.class)
        .hasMessageContaining("512 KiB");
  }

  /** A small template may ask for a lot. */
  @Test
  void stopsEarlyAtWhatBecomesTooLarge() {
    var policies = "$(invokePolicy)".repeat(1000);

    assertThatThrownBy(() -> rendered(policies)).isInstanceOf(NotPublishable.class);
  }

  @Test
  void saysWhoWroteItAndWhatIsTheUsers() throws Exception {
    var content =
        ConfigMapContent.render(
            "InferenceProfile",
            new Publication(
                "c", Map.of("team", "a"), Map.of("example.com/reload", "true"), Map.of()),
            PROFILE);

    assertThat(content.labels())
        .isEqualTo(
            Map.of(
                "team",
                "a",
                "app.kubernetes.io/managed-by",
                "bedrock-operator",
                "bedrock-operator.io/published-by",
                "inferenceprofile.chat"));
    assertThat(content.annotations())
        .containsEntry("example.com/reload", "true")
        .containsEntry(
            "bedrock-operator.io/published-metadata", "annotation:example.com/reload label:team");
  }

  @ParameterizedTest
  @CsvSource({
    "46, -", "45, --", "60, -.-",
  })
  void cutsTheLabelToWhatALabelMayBe(int letters, String separators) {
    var name = "n".repeat(letters) + separators + "m".repeat(60);
    var profile = new PublishedProfile(ARN, PROFILE.models(), SOURCE, "team-a", name);

    assertThat(labelOf(profile))
        .hasSizeLessThanOrEqualTo(63)
        .matches("[a-z0-9]([-a-z0-9_.]*[a-z0-9])?")
        .startsWith("inferenceprofile.n");
  }

  private static String labelOf(PublishedProfile profile) {
    try {
      return ConfigMapContent.render("InferenceProfile", publication(Map.of()), profile)
          .labels()
          .getOrDefault("bedrock-operator.io/published-by", "");
    } catch (NotPublishable refused) {
      throw new AssertionError(refused);
    }
  }
}
