package io.bedrockoperator.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Prometheus' own evaluation of its expressions.
 *
 * @param program built from {@code src/test/go}
 */
public record PromqlEngine(Path program) {

  static final String NAME = "promeval";

  static final Programs PROGRAMS =
      new Programs(
          "the engine of PromQL",
          Path.of(NAME, GoBuild.pinnedVersion(NAME, Promql.MODULE) + Binaries.platform()),
          List.of(NAME));

  /** Building it takes a minute or two, once on a machine. */
  public static PromqlEngine ofThisMachine() {
    var cache = BinaryCache.ofKubeApiTest(PROGRAMS);
    var supply = new Supply(cache, List.of(GoBuild.ofPromqlEngine()), List.of(GoBuild.ADVICE));
    return new PromqlEngine(supply.get(List.of()).resolve(NAME));
  }

  /**
   * Evaluates an expression without line breaks.
   *
   * @param series in Prometheus' test language, one a line, a sample a minute
   * @return the samples, each with {@code metric} and {@code value}
   */
  public JsonNode evaluate(List<String> series, Duration at, String expression) {
    var input =
        "load 1m\n  %s\n---\n%ds %s\n"
            .formatted(String.join("\n  ", series), at.toSeconds(), expression);
    try {
      return new ObjectMapper().readTree(Piped.lines(program, input).getFirst());
    } catch (JsonProcessingException e) {
      throw new AssertionError(input, e);
    }
  }
}
