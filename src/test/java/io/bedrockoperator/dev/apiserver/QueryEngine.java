package io.bedrockoperator.dev.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Prometheus' own answers to queries over a range.
 *
 * @param program built from {@code src/test/go}
 */
public record QueryEngine(Path program) {

  public static QueryEngine ofThisMachine() {
    return new QueryEngine(AlertEngine.SOURCE.ofThisMachine());
  }

  /**
   * Evaluates expressions without line breaks at each sample, beginning with the first.
   *
   * @param series in Prometheus' test language, one a line
   * @param interval between two samples, whole seconds
   * @return for each expression its series, each with {@code metric} and {@code values}: pairs of
   *     the seconds after the first sample and the value as text
   */
  public List<JsonNode> query(
      List<String> series, Duration interval, Duration length, List<String> expressions) {
    var input =
        "load %1$ds\n  %2$s\n\n---\n%1$ds %3$ds\n%4$s\n"
            .formatted(
                interval.toSeconds(),
                String.join("\n  ", series),
                length.toSeconds(),
                String.join("\n", expressions));
    return Piped.json(program, input, "query");
  }
}
