package io.bedrockoperator.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One query of a panel. */
record Target(String expression, String legendFormat) {

  private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  /** Grafana takes at least as much, so that there are always two samples in it. */
  private static final int SCRAPES = 4;

  static Target of(JsonNode json) {
    return new Target(json.path("expr").asText(), json.path("legendFormat").asText());
  }

  /** With Grafana's own variable replaced as Grafana does, where the step is one scrape. */
  String promql(Duration scrapeInterval) {
    var promql =
        expression.replace(
            "$__rate_interval", scrapeInterval.multipliedBy(SCRAPES).toSeconds() + "s");
    if (promql.contains("$")) {
      throw new IllegalArgumentException("a variable that is not known here: " + promql);
    }
    return promql;
  }

  /** The name of a series with these labels. */
  String name(JsonNode labels) {
    return LABEL
        .matcher(legendFormat)
        .replaceAll(label -> Matcher.quoteReplacement(labels.path(label.group(1)).asText()));
  }
}
