package io.bedrockoperator.dev.apiserver;

import java.nio.file.Path;
import java.util.List;

/**
 * The types that Grafana publishes of dashboards, panels and queries.
 *
 * @param program built from {@code src/test/go}
 */
public record GrafanaTypes(Path program) {

  private static final GoProgram SOURCE = new GoProgram("grafana", "the types of Grafana");

  public static GrafanaTypes ofThisMachine() {
    return new GrafanaTypes(SOURCE.ofThisMachine());
  }

  /** What they find wrong with a dashboard, each in a line; words of enumerations go unseen. */
  public List<String> errors(Path dashboard) {
    return Piped.lines(program, dashboard + "\n");
  }
}
