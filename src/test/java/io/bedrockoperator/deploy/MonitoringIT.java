package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.apiserver.Promql;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.Reason.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is asked of Prometheus is PromQL, and about metrics that there are. */
class MonitoringIT {

  private static final Path DOCUMENTED =
      Chart.DIRECTORY.resolveSibling(Path.of("docs", "metrics.md"));
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| \\w+ \\| ([^|]*) \\| [^|]* \\| [^|]* \\|$");
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```promql\n(.*?)```");

  /** What Prometheus adds to each target. */
  private static final Set<String> OF_TARGETS = Set.of("job", "pod");

  /** In the example of docs/metrics.md, which is another exporter's. */
  private static final String OF_CLOUDWATCH = "aws_bedrock_input_token_count_sum";

  private static Promql promql = new Promql(Path.of(""));

  @BeforeAll
  static void prepare() {
    promql = Promql.ofThisMachine();
  }

  @Test
  void prometheusReadsEveryExpression() throws IOException {
    var expressions = expressions();

    assertThat(expressions).hasSizeGreaterThan(25);
    for (var expression : expressions) {
      assertThat(promql.read(List.of(expression)))
          .as(expression)
          .isNotEmpty()
          .allMatch(line -> line.startsWith("uses "));
    }
  }

  @Test
  void everyMetricAndLabelIsDocumented() throws IOException {
    var documented = documented();

    for (var line : promql.read(expressions())) {
      var words = Arrays.asList(line.split(" ", -1));
      var name = words.get(1);
      var labels = words.subList(2, words.size());
      if (!name.equals(OF_CLOUDWATCH)) {
        assertThat(documented).as(line).containsKey(base(name));
        assertThat(labels)
            .as(line)
            .allMatch(
                label ->
                    documented.getOrDefault(base(name), Set.of()).contains(label)
                        || OF_TARGETS.contains(label));
      }
    }
  }

  /** Every reason that can last is in one of the two alerts. */
  @Test
  void alertsKnowTheDecisionTable() throws IOException {
    assertThat(reasonsIn("BedrockOperatorProfilesStalled")).isEqualTo(reasons(Progress.STALLED));
    assertThat(reasonsIn("BedrockOperatorProfilesUnsettled"))
        .containsAll(reasons(Progress.RECONCILING))
        .contains("none")
        .hasSize(reasons(Progress.RECONCILING).size() + 1);
  }

  @Test
  void everyAlertSaysWhatToDo() throws IOException {
    assertThat(Alerts.shipped())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
              assertThat(alert.at("/annotations/runbook").asText()).isNotBlank();
              assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            });
  }

  private static Set<String> reasons(Progress progress) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.progress() == progress)
        .map(Reason::value)
        .collect(Collectors.toSet());
  }

  private static Set<String> reasonsIn(String alert) throws IOException {
    var expression = Alerts.expression(alert);
    var reasons = Pattern.compile("reason=~\"([^\"]*)\"").matcher(expression);
    assertThat(reasons.find()).isTrue();
    return Set.of(reasons.group(1).split("\\|", -1));
  }

  /** Of alerts, dashboard and documentation, each in one line. */
  private static List<String> expressions() throws IOException {
    var panels =
        Dashboard.shipped().stream()
            .flatMap(dashboard -> dashboard.promql().stream())
            .map(expression -> expression.replace("$__rate_interval", "5m"));
    var examples =
        EXAMPLE.matcher(Files.readString(DOCUMENTED)).results().map(found -> found.group(1));
    return Stream.of(
            Alerts.shipped().stream().map(alert -> alert.get("expr").asText()), panels, examples)
        .flatMap(all -> all)
        .map(expression -> expression.replaceAll("\\s+", " ").strip())
        .toList();
  }

  private static Map<String, Set<String>> documented() throws IOException {
    return ROW.matcher(Files.readString(DOCUMENTED))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), MonitoringIT::labels));
  }

  private static Set<String> labels(MatchResult row) {
    return WORD.matcher(row.group(2))
        .results()
        .map(word -> word.group(1))
        .collect(Collectors.toSet());
  }

  /** A histogram is several series. */
  private static String base(String name) {
    return name.replaceFirst("_seconds_(bucket|count|sum)$", "_seconds");
  }
}
