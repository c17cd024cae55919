package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the process says of its settings before it works. */
class SettingsIT {

  private static final Duration START = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEDROCK_OPERATOR_RESYNC|soon|a duration from 10s to 24h, such as 30s, 5m or 1h",
        "BEDROCK_OPERATOR_LOG_FORMAT|xml|one of plain, json"
      })
  void aBadValueEndsTheProcessWithOneLine(String variable, String value, String allowed) {
    try (var operator = OperatorProcess.start(Map.of(variable, value))) {
      assertThat(operator.awaitExit(START)).isEqualTo(2);
      assertThat(operator.log())
          .isEqualTo("%s is '%s': allowed is %s\n".formatted(variable, value, allowed));
    }
  }

  @Test
  void aSelectorThatTheApiServerRefusesEndsTheProcessWithOneLine() {
    var environment = new HashMap<>(Cluster.shared().podEnvironment());
    environment.put("BEDROCK_OPERATOR_LABEL_SELECTOR", "team in a");
    try (var operator = OperatorProcess.start(environment)) {
      assertThat(operator.awaitExit(START)).isEqualTo(2);
      assertThat(operator.log().lines().filter(line -> !line.contains("serving health")))
          .singleElement()
          .asString()
          .startsWith(
              "BEDROCK_OPERATOR_LABEL_SELECTOR is 'team in a': the API server says unable to"
                  + " parse");
    }
  }

  @Test
  void anUnknownNameIsWarnedAbout() {
    var environment =
        Map.of("BEDROCK_OPERATOR_RESINK", "5m", "KUBECONFIG", "", "BEDROCK_OPERATOR_PORT", "tcp:");
    try (var operator = OperatorProcess.start(environment)) {
      Awaitility.await()
          .atMost(START)
          .untilAsserted(
              () ->
                  assertThat(operator.log())
                      .contains(
                          "WARN  unknown setting ignored: correct its name, or remove it"
                              + " variable=\"BEDROCK_OPERATOR_RESINK\"")
                      .contains("variable=\"BEDROCK_OPERATOR_PORT\""));
      assertThat(operator.isAlive()).isTrue();
    }
  }
}
