package io.bedrockoperator.dev.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Some metrics out of the Prometheus text format, one sample for each set of labels. */
record ScrapedMetrics(List<Sample> samples) {

  private static final Pattern LINE =
      Pattern.compile("(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+).*");

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  record Sample(String name, Map<String, String> labels, double value) {

    private boolean has(String label, String expected) {
      return expected.equals(labels.get(label));
    }

    private String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  ScrapedMetrics {
    samples = List.copyOf(samples);
  }

  /** Keeps those whose line begins with one of the names: all of them are megabytes. */
  static ScrapedMetrics parse(String text, List<String> names) {
    return new ScrapedMetrics(
        text.lines()
            .filter(line -> names.stream().anyMatch(line::startsWith))
            .map(ScrapedMetrics::sample)
            .toList());
  }

  private static Sample sample(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a sample of a metric: " + line);
    }
    var labels = new HashMap<String, String>();
    if (parts.group("labels") != null) {
      LABEL
          .matcher(parts.group("labels"))
          .results()
          .forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    return new Sample(
        parts.group("name"), Map.copyOf(labels), Double.parseDouble(parts.group("value")));
  }

  double sum(String name) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** The requests that write a kind of resource, by verb and subresource: {@code APPLY status}. */
  Map<String, Long> writes(String resource) {
    var writes = new TreeMap<String, Long>();
    samples.stream()
        .filter(sample -> sample.name().equals(REQUESTS))
        .filter(sample -> sample.has("resource", resource))
        .filter(sample -> !READS.contains(sample.label("verb")))
        .forEach(
            sample ->
                writes.merge(
                    (sample.label("verb") + " " + sample.label("subresource")).strip(),
                    (long) sample.value(),
                    Long::sum));
    return writes;
  }

  static final String REQUESTS = "apiserver_request_total";

  private static final List<String> READS = List.of("GET", "LIST", "WATCH");
}
