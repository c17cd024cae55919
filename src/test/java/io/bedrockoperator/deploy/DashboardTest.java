package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Panels, variables and data sources fit together, as far as can be told without a Grafana. */
class DashboardTest {

  /** {@code $name} and <code>${name}</code>, but no function such as PROP. */
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  /** Grafana's own. */
  private static final String OWN = "__";

  private static final int WIDTH = 24;

  /** Namespace AWS/Bedrock with the dimension ModelId (Bedrock user guide, runtime metrics). */
  private static final Set<String> OF_BEDROCK =
      Set.of(
          "Invocations",
          "InvocationLatency",
          "InvocationClientErrors",
          "InvocationServerErrors",
          "InvocationThrottles",
          "InputTokenCount",
          "OutputTokenCount");

  static List<Dashboard> shipped() {
    return Dashboard.shipped();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void usesTheVariablesThatItDeclares(Dashboard dashboard) {
    var declared = texts(dashboard.variables(), "name");
    var used = new HashSet<String>();
    VARIABLE
        .matcher(dashboard.json().toString())
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .filter(name -> !name.startsWith(OWN))
        .forEach(used::add);

    assertThat(declared).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void asksEachDataSourceForWhatItHas(Dashboard dashboard) {
    var asking = new ArrayList<>(dashboard.panels());
    asking.addAll(dashboard.targets());
    asking.addAll(
        dashboard.variables().stream()
            .filter(variable -> variable.path("type").asText().equals("query"))
            .toList());

    assertThat(asking)
        .isNotEmpty()
        .allSatisfy(
            node -> {
              var uid = VARIABLE.matcher(node.at("/datasource/uid").asText());
              assertThat(uid.matches()).isTrue();
              assertThat(dashboard.dataSources())
                  .containsEntry(uid.group(1), node.at("/datasource/type").asText());
            });
    for (var panel : dashboard.panels()) {
      assertThat(panel.path("targets"))
          .isNotEmpty()
          .allMatch(target -> target.path("datasource").equals(panel.path("datasource")));
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void hasAPlaceForEachPanel(Dashboard dashboard) {
    assertThat(texts(dashboard.panels(), "id")).doesNotHaveDuplicates();
    assertThat(texts(dashboard.panels(), "title")).doesNotHaveDuplicates().doesNotContain("");
    var taken = new HashSet<List<Integer>>();
    for (var panel : dashboard.panels()) {
      var place = panel.path("gridPos");
      var left = place.path("x").asInt();
      var top = place.path("y").asInt();
      for (var x = left; x < left + place.path("w").asInt(); x++) {
        assertThat(x).isBetween(0, WIDTH - 1);
        for (var y = top; y < top + place.path("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, y)))
              .as("%s covers another", panel.path("title"))
              .isTrue();
        }
      }
    }
    assertThat(taken).isNotEmpty();
  }

  @Test
  void areTwo() {
    assertThat(shipped().stream().map(dashboard -> dashboard.json().path("uid").asText()))
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void asksCloudWatchForMetricsOfProfiles() {
    var asked =
        shipped().stream()
            .flatMap(dashboard -> dashboard.targets().stream())
            .filter(target -> target.at("/datasource/type").asText().equals(Dashboard.CLOUDWATCH))
            .toList();

    assertThat(asked)
        .allSatisfy(
            target -> {
              assertThat(target.path("namespace").asText()).isEqualTo("AWS/Bedrock");
              assertThat(target.path("dimensions").toString())
                  .isEqualTo("{\"ModelId\":[\"$profile\"]}");
              assertThat(target.path("region").asText()).isEqualTo("$region");
              assertThat(target.path("statistic").asText())
                  .isEqualTo(isTime(target) ? "p90" : "Sum");
            });
    assertThat(asked.stream().map(target -> target.path("metricName").asText()))
        .containsExactlyInAnyOrderElementsOf(OF_BEDROCK);
  }

  /** Whatever else there is, is counted. */
  private static boolean isTime(JsonNode target) {
    return target.path("metricName").asText().equals("InvocationLatency");
  }

  private static List<String> texts(List<JsonNode> nodes, String field) {
    return nodes.stream().map(node -> node.path(field).asText()).toList();
  }
}
