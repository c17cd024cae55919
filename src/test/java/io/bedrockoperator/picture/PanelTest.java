package io.bedrockoperator.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of a dashboard, as Grafana understands it, and what is not. */
class PanelTest {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @Test
  void variableOfGrafanaBecomesFourScrapes() {
    assertThat(new Target("rate(a[$__rate_interval])", "").promql(INTERVAL))
        .isEqualTo("rate(a[8s])");
  }

  @Test
  void nameIsMadeOfLabels() {
    assertThat(
            new Target("", "{{api}} in {{ region }}{{none}}")
                .name(json("{'api': 'a$1', 'region': 'r'}")))
        .isEqualTo("a$1 in r");
  }

  @Test
  void columnsAreChosenAndOrdered() {
    var columns =
        Columns.of(
            json(
                "[{'id': 'organize', 'options': {'excludeByName': {'Time': true, 'Value': true},"
                    + " 'indexByName': {'name': 0, 'model': 1}}}]"));

    assertThat(columns.shown(List.of("model", "name"))).containsExactly("name", "model");
    assertThat(Columns.of(json("[]")).shown(List.of("b", "a")))
        .containsExactly("Time", "a", "b", "Value");
  }

  @ParameterizedTest
  @CsvSource({
    "short, 5, 1, ''",
    "s, 0.9, 0.001, ' ms'",
    "s, 1, 1, ' s'",
    "bytes, 1048575, 1024, ' KiB'",
    "bytes, 1048576, 1048576, ' MiB'",
    "reqps, 5, 1, ' req/s'",
    "ops, 5, 1, ' ops/s'",
  })
  void unitIsThatOfTheLargestValue(String name, double largest, double divisor, String suffix) {
    assertThat(Unit.of(name, largest)).isEqualTo(new Unit(divisor, suffix));
  }

  /** Better no picture than a wrong one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'stat'}",
        "{'type': 'table', 'transformations': [{'id': 'merge'}]}",
      })
  void whatIsNotUnderstoodIsNotDrawn(String panel) {
    var dashboard = json("{'panels': [" + panel + "]}");

    assertThatIllegalArgumentException().isThrownBy(() -> Panel.of(dashboard));
  }

  @Test
  void otherVariableOrUnitIsNotUnderstood() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Target("a{namespace=\"$namespace\"}", "").promql(INTERVAL));
    assertThatIllegalArgumentException().isThrownBy(() -> Unit.of("lightyear", 1));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
