package io.bedrockoperator.picture;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.dev.apiserver.QueryEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What panels show of a recording. */
record Prometheus(QueryEngine engine, Recording recording) {

  /** In the order of the queries, and of the names within one. */
  List<Line> lines(Panel panel) {
    var answers = ask(panel);
    var lines = new ArrayList<Line>();
    for (var index = 0; index < answers.size(); index++) {
      lines.addAll(lines(panel.targets().get(index), answers.get(index)));
    }
    return lines;
  }

  private static List<Line> lines(Target target, JsonNode series) {
    var byName = new TreeMap<String, SortedMap<Duration, Double>>();
    for (var one : series) {
      byName
          .computeIfAbsent(target.name(one.path("metric")), unseen -> new TreeMap<>())
          .putAll(numbers(one));
    }
    return byName.entrySet().stream()
        .map(line -> new Line(line.getKey(), line.getValue()))
        .toList();
  }

  private static Map<Duration, Double> numbers(JsonNode series) {
    var numbers = new TreeMap<Duration, Double>();
    for (var value : series.path("values")) {
      var number = Double.parseDouble(value.path(1).asText().replace("Inf", "Infinity"));
      if (Double.isFinite(number)) {
        numbers.put(time(value), number);
      }
    }
    return numbers;
  }

  /** The labels of what is there at the end, and the value. */
  List<Map<String, String>> rows(Panel panel) {
    var rows = new ArrayList<Map<String, String>>();
    for (var series : ask(panel).getFirst()) {
      var last = series.path("values").path(series.path("values").size() - 1);
      if (time(last).equals(recording.length())) {
        rows.add(row(series.path("metric"), last.path(1).asText()));
      }
    }
    return rows;
  }

  private static Map<String, String> row(JsonNode labels, String value) {
    var row =
        labels.properties().stream()
            .collect(toMap(Map.Entry::getKey, label -> label.getValue().asText()));
    row.put(Columns.VALUE, value);
    return row;
  }

  private static Duration time(JsonNode value) {
    return Duration.ofSeconds(value.path(0).asLong());
  }

  private List<JsonNode> ask(Panel panel) {
    var interval = recording.interval();
    return engine.query(
        recording.series(),
        interval,
        recording.length(),
        panel.targets().stream().map(target -> target.promql(interval)).toList());
  }
}
