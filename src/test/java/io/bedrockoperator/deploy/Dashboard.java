package io.bedrockoperator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One that is shipped for Grafana. */
record Dashboard(String file, JsonNode json) {

  static final String PROMETHEUS = "prometheus";
  static final String CLOUDWATCH = "cloudwatch";

  /** How a variable asks Prometheus for the values of a label. */
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), \\w+\\)");

  static List<Dashboard> shipped() {
    return List.of(ofTheOperator(), usage());
  }

  private static Dashboard ofTheOperator() {
    return read("dashboard.json");
  }

  private static Dashboard usage() {
    return read("usage-dashboard.json");
  }

  private static Dashboard read(String file) {
    try {
      return new Dashboard(
          file,
          new ObjectMapper().readTree(Chart.DIRECTORY.resolve(Path.of("files", file)).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file;
  }

  List<JsonNode> panels() {
    return elements(json.path("panels")).toList();
  }

  List<JsonNode> targets() {
    return panels().stream().flatMap(panel -> elements(panel.path("targets"))).toList();
  }

  List<JsonNode> variables() {
    return elements(json.at("/templating/list")).toList();
  }

  /** Each variable that stands for a data source, with the kind of it. */
  Map<String, String> dataSources() {
    return variables().stream()
        .filter(variable -> variable.path("type").asText().equals("datasource"))
        .collect(
            Collectors.toMap(
                variable -> variable.path("name").asText(),
                variable -> variable.path("query").asText()));
  }

  /** What panels and variables ask Prometheus. */
  List<String> promql() {
    var ofPanels =
        targets().stream()
            .filter(target -> target.at("/datasource/type").asText().equals(PROMETHEUS))
            .map(target -> target.path("expr").asText());
    var ofVariables =
        variables().stream()
            .filter(variable -> variable.at("/datasource/type").asText().equals(PROMETHEUS))
            .map(variable -> variable.at("/query/query").asText())
            .map(Dashboard::selector);
    return Stream.concat(ofPanels, ofVariables).toList();
  }

  private static String selector(String query) {
    var found = LABEL_VALUES.matcher(query);
    if (!found.matches()) {
      throw new AssertionError("a query of another form: " + query);
    }
    return found.group(1);
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
