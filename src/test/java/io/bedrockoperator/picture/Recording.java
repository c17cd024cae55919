package io.bedrockoperator.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a Prometheus would have of a few scrapes, in its test language. Not for several threads. */
final class Recording {

  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");

  private static final String NOTHING = "_";
  private static final String GONE = "stale";

  private final Duration interval;
  private final Map<String, List<String>> samples = new TreeMap<>();
  private int scrapes;

  Recording(Duration interval) {
    this.interval = interval;
  }

  Duration interval() {
    return interval;
  }

  /** From the first scrape to the last; there has to be one. */
  Duration length() {
    return interval.multipliedBy(scrapes - 1L);
  }

  /** One more scrape: what each pod answered, which is nothing where it is down. */
  void add(Map<String, String> answers) {
    var now = new TreeMap<String, String>();
    answers.forEach((pod, text) -> now.putAll(values(pod, text)));
    now.keySet().forEach(name -> samples.computeIfAbsent(name, unseen -> nothingYet()));
    samples.forEach(
        (name, values) ->
            values.add(Optional.ofNullable(now.get(name)).orElseGet(() -> end(values))));
    scrapes++;
  }

  private List<String> nothingYet() {
    var values = new ArrayList<String>();
    for (var scrape = 0; scrape < scrapes; scrape++) {
      values.add(NOTHING);
    }
    return values;
  }

  /** A series that is missing ends at once, as in Prometheus. */
  private static String end(List<String> values) {
    return values.getLast().equals(NOTHING) || values.getLast().equals(GONE) ? NOTHING : GONE;
  }

  private static Map<String, String> values(String pod, String text) {
    var values = new TreeMap<String, String>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              var sample = SAMPLE.matcher(line);
              if (!sample.matches()) {
                throw new IllegalArgumentException("no sample: " + line);
              }
              var labels = sample.group(2) == null ? "" : sample.group(2);
              values.put(series(sample.group(1), labels, pod), sample.group(3));
            });
    return values;
  }

  /** As the chart's ServiceMonitor has it: a label that is there already is honoured. */
  private static String series(String name, String labels, String pod) {
    var own = labels.isEmpty() ? "" : labels + ",";
    var namespace = labels.contains("namespace=") ? "" : "namespace=\"bedrock-operator-system\",";
    return "%s{%s%sjob=\"bedrock-operator\",pod=\"%s\"}".formatted(name, own, namespace, pod);
  }

  /** One a line. */
  List<String> series() {
    return samples.entrySet().stream()
        .map(series -> series.getKey() + " " + String.join(" ", series.getValue()))
        .toList();
  }
}
