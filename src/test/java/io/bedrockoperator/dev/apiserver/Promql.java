package io.bedrockoperator.dev.apiserver;

import java.nio.file.Path;
import java.util.List;

/**
 * Prometheus' own parser of its expressions.
 *
 * @param program built from {@code src/test/go}
 */
public record Promql(Path program) {

  private static final GoProgram SOURCE = new GoProgram("promql", "the reader of PromQL");

  public static Promql ofThisMachine() {
    return new Promql(SOURCE.ofThisMachine());
  }

  /**
   * Reads expressions without line breaks.
   *
   * @return for each {@code error} and what is wrong, or for each of its metrics a line: {@code
   *     uses}, its name, and the labels that it is selected by
   */
  public List<String> read(List<String> expressions) {
    return Piped.lines(program, String.join("\n", expressions));
  }
}
