package io.bedrockoperator.deploy;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.apiserver.PromqlEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the expression of each alert is true of, as Prometheus' own engine evaluates it. How long it
 * has to be true before somebody is told is not evaluated.
 */
class AlertsIT {

  private static final Duration LATER = Duration.ofHours(1);
  private static final String REQUESTS = "bedrock_operator_aws_request_duration_seconds_count";
  private static final String GOOD =
      REQUESTS + "{operation=\"GetInferenceProfile\", region=\"us-east-1\", code=\"\"} 0+%dx60";
  private static final String BAD =
      REQUESTS + "{operation=\"GetInferenceProfile\", region=\"us-east-1\", code=\"%s\"} 0+%dx60";
  private static final String PROFILES =
      "bedrock_operator_profiles{region=\"us-east-1\", ready=\"%s\", reason=\"%s\"} %dx60";
  private static final String AGE =
      "bedrock_operator_observation_age_seconds{region=\"us-east-1\"} %dx60";
  private static final String AVAILABLE = PROFILES.formatted("True", "Available", 1);

  private static PromqlEngine prometheus = new PromqlEngine(Path.of(""));

  /** What was scraped, and for how many things the alert then fires. */
  record Scene(String alert, int fires, List<String> series) {

    static Scene of(String alert, int fires, String... series) {
      return new Scene(alert, fires, Arrays.asList(series));
    }
  }

  @BeforeAll
  static void prepare() {
    prometheus = PromqlEngine.ofThisMachine();
  }

  static Stream<Scene> scenes() {
    return Stream.of(
        Scene.of("Down", 1, "up 0x60"),
        Scene.of("Down", 0, leader("a", 0)),
        Scene.of("NobodyLeads", 1, leader("a", 0), leader("b", 0)),
        Scene.of("NobodyLeads", 0, leader("a", 0), leader("b", 1)),
        Scene.of("AwsErrors", 1, GOOD.formatted(70), BAD.formatted("AccessDeniedException", 30)),
        Scene.of("AwsErrors", 0, GOOD.formatted(80), BAD.formatted("AccessDeniedException", 20)),
        Scene.of("AwsErrors", 0, GOOD.formatted(50), BAD.formatted("ThrottlingException", 50)),
        Scene.of(
            "AwsErrors",
            0,
            BAD.formatted("AccessDeniedException", 9)
                .replace("GetInferenceProfile", "GetResources")),
        Scene.of("Throttled", 1, GOOD.formatted(80), BAD.formatted("ThrottlingException", 20)),
        Scene.of("Throttled", 1, GOOD.formatted(80), BAD.formatted("ThrottledException", 20)),
        Scene.of("Throttled", 0, GOOD.formatted(95), BAD.formatted("ThrottlingException", 5)),
        Scene.of("Throttled", 0, GOOD.formatted(50), BAD.formatted("NoAnswer", 50)),
        Scene.of(
            "ProfilesStalled",
            2,
            PROFILES.formatted("False", "AccessDenied", 1),
            PROFILES.formatted("False", "InvalidSpec", 3),
            AVAILABLE),
        Scene.of("ProfilesStalled", 0, PROFILES.formatted("Unknown", "Throttled", 1), AVAILABLE),
        Scene.of("ProfilesUnsettled", 1, PROFILES.formatted("Unknown", "none", 1), AVAILABLE),
        Scene.of("ProfilesUnsettled", 0, PROFILES.formatted("False", "InvalidSpec", 1), AVAILABLE),
        Scene.of("ObservationTooOld", 1, AGE.formatted(1801), AVAILABLE),
        Scene.of("ObservationTooOld", 0, AGE.formatted(1800), AVAILABLE),
        Scene.of("ObservationTooOld", 0, AGE.formatted(1801), AVAILABLE.replace("east", "west")),
        Scene.of("PassesWait", 1, "bedrock_operator_passes_longest_wait_seconds 301x60"),
        Scene.of("PassesWait", 0, "bedrock_operator_passes_longest_wait_seconds 300x60"),
        Scene.of("Unforeseen", 1, passes("unforeseen", "0x50 1x8")),
        Scene.of("Unforeseen", 0, passes("unforeseen", "1x60")),
        Scene.of("Unforeseen", 0, passes("reported", "0+1x60")),
        Scene.of("ProfileLost", 1, drift("lost", "0x50 1x8")),
        Scene.of("ProfileLost", 0, drift("lost", "1x60")),
        Scene.of("ProfileLost", 0, drift("tags", "0+1x60")));
  }

  private static String leader(String pod, int leads) {
    return "bedrock_operator_leader{job=\"o\", pod=\"%s\"} %dx60".formatted(pod, leads);
  }

  private static String passes(String result, String values) {
    return "bedrock_operator_pass_duration_seconds_count{result=\"%s\"} %s"
        .formatted(result, values);
  }

  private static String drift(String kind, String values) {
    return "bedrock_operator_drift_total{kind=\"%s\"} %s".formatted(kind, values);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void firesWhereItShould(Scene scene) throws IOException {
    var expression = Alerts.expression("BedrockOperator" + scene.alert);

    assertThat(prometheus.evaluate(scene.series, LATER, expression)).hasSize(scene.fires);
  }

  @Test
  void everyAlertHasAScene() throws IOException {
    assertThat(
            scenes()
                .filter(scene -> scene.fires > 0)
                .map(scene -> "BedrockOperator" + scene.alert)
                .collect(toSet()))
        .isEqualTo(
            Alerts.shipped().stream().map(alert -> alert.get("alert").asText()).collect(toSet()));
  }
}
