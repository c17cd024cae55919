package io.bedrockoperator.dev.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Prometheus' own evaluation of its alerting rules.
 *
 * @param program built from {@code src/test/go}
 */
public record AlertEngine(Path program) {

  private static final GoProgram SOURCE = new GoProgram("promeval", "the engine of PromQL");

  public static AlertEngine ofThisMachine() {
    return new AlertEngine(SOURCE.ofThisMachine());
  }

  /**
   * Evaluates a file of rules once a minute, beginning with the first sample.
   *
   * @param series in Prometheus' test language, one a line, a sample a minute
   * @return for each minute an array of what is pending or firing, each with {@code alert}, {@code
   *     state}, {@code labels} and {@code annotations}
   */
  public List<JsonNode> watch(List<String> series, Path rules, Duration length) {
    var input =
        "load 1m\n  %s\n\n---\n%dm %s\n"
            .formatted(String.join("\n  ", series), length.toMinutes(), rules);
    return Piped.json(program, input);
  }
}
