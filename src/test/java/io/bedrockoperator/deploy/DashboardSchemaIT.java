package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.apiserver.GrafanaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards are of the types that Grafana publishes. */
class DashboardSchemaIT {

  private static GrafanaTypes grafana = new GrafanaTypes(Path.of(""));

  @TempDir Path temp;

  @BeforeAll
  static void prepare() {
    grafana = GrafanaTypes.ofThisMachine();
  }

  @ParameterizedTest
  @MethodSource("io.bedrockoperator.deploy.Dashboard#shipped")
  void hasNothingThatGrafanaDoesNotKnow(Dashboard dashboard) {
    assertThat(grafana.errors(dashboard.path())).isEmpty();
  }

  /** Else the other test would see nothing there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"refresh\"    | \"refrech\"    | Dashboard: unexpected field 'refrech'",
        "\"includeAll\" | \"includeAl\"  | VariableModel: unexpected field 'includeAl'",
        "\"gridPos\"    | \"gridPoz\"    | Panel: unexpected field 'gridPoz'",
        "\"unit\"       | \"unitt\"      | FieldConfig: unexpected field 'unitt'",
        "\"expr\"       | \"exp\"        | Dataquery: unexpected field 'exp'",
        "\"metricName\" | \"metric\"     | MetricsQuery: unexpected field 'metric'",
        "\"organize\"   | 7              | transformations[0].id: json: cannot unmarshal number",
        "\"annotations\"| \"annotation\" | annotations: required field is missing",
        "\"table\"      | \"tabel\"      | no such panel: tabel",
        "\"w\": 16      | \"w\": 25      | gridPos.w: must be <= 24",
      })
  void seesWhatIsWrong(String right, String wrong, String error) throws IOException {
    var shipped = Files.readString(Dashboard.usage().path());
    var broken = Files.writeString(temp.resolve("broken.json"), shipped.replace(right, wrong));

    assertThat(grafana.errors(broken)).anyMatch(line -> line.contains(error));
  }
}
