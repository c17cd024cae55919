package io.bedrockoperator.sandbox;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** A file or a pipe, such as the log of a CI job: every change is a line of its own. */
final class LineScreen implements Screen {

  private final PrintStream out;
  private final Map<Key, Row> shown = new HashMap<>();

  LineScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void show(Table table) {
    if (shown.isEmpty()) {
      out.println(table.header());
    }
    var lines = table.lines();
    for (var index = 0; index < lines.size(); index++) {
      var row = table.rows().get(index);
      if (!row.equals(shown.put(row.key(), row)) && !row.state().equals(State.UNKNOWN)) {
        out.println(lines.get(index));
      }
    }
  }

  @Override
  public void leave(Table table) {
    out.println();
    out.println(table.header());
    table.lines().forEach(out::println);
  }
}
