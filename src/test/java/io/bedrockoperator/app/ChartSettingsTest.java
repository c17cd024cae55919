package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.deploy.Shipped;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart lets through, the operator takes: else its pods would start in vain. */
class ChartSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "soon", "10", "0s", "9s", "10s", "99s", "9999s", "10000s", "79999s", "80000s", "85999s",
        "86399s", "86400s", "86401s", "87000s", "90000s", "100000s", "0m", "1m", "999m", "1000m",
        "1399m", "1439m", "1440m", "1441m", "1500m", "2000m", "0h", "1h", "19h", "24h", "25h",
        "30h", "1h30m", "-1h"
      })
  void agreesOnResync(String resync) throws IOException {
    assertThat(resync.matches(pattern("resync"))).isEqualTo(isTaken(resync));
  }

  private static String pattern(String value) throws IOException {
    var schema = Shipped.DIRECTORY.resolveSibling("helm").resolve("values.schema.json");
    return new ObjectMapper()
        .readTree(schema.toFile())
        .at("/properties/" + value + "/pattern")
        .asText();
  }

  private static boolean isTaken(String resync) {
    try {
      Settings.from(Map.of("BEDROCK_OPERATOR_RESYNC", resync));
      return true;
    } catch (BadSettingException refused) {
      return false;
    }
  }
}
