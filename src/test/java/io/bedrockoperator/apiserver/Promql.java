package io.bedrockoperator.apiserver;

import java.nio.file.Path;
import java.util.List;

/**
 * Prometheus' own parser of its expressions.
 *
 * @param program built from {@code src/test/go}
 */
public record Promql(Path program) {

  static final String NAME = "promql";

  static final String MODULE = "github.com/prometheus/prometheus";

  static final Programs PROGRAMS =
      new Programs(
          "the reader of PromQL",
          Path.of(NAME, GoBuild.pinnedVersion(NAME, MODULE) + Binaries.platform()),
          List.of(NAME));

  /** Building it takes a minute or two, once on a machine. */
  public static Promql ofThisMachine() {
    var cache = BinaryCache.ofKubeApiTest(PROGRAMS);
    var supply = new Supply(cache, List.of(GoBuild.ofPromql()), List.of(GoBuild.ADVICE));
    return new Promql(supply.get(List.of()).resolve(NAME));
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
