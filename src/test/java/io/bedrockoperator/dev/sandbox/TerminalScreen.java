package io.bedrockoperator.dev.sandbox;

import java.io.PrintStream;

/** A terminal: the table is drawn over itself. */
final class TerminalScreen implements Screen {

  /** A line that wraps would be two, and the way up would be too short. */
  private static final String CUT_LINES = "\033[?7l";

  private static final String WRAP_LINES = "\033[?7h";

  private final PrintStream out;
  private String drawn = "";

  TerminalScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void show(Table table) {
    var text = text(table);
    if (!text.equals(drawn)) {
      out.print(back() + CUT_LINES + text + WRAP_LINES);
      out.flush();
      drawn = text;
    }
  }

  @Override
  public void leave(Table table) {
    out.print(back() + text(table));
    out.flush();
    drawn = "";
  }

  private String back() {
    return drawn.isEmpty() ? "" : "\033[%dA\033[J".formatted(drawn.lines().count());
  }

  private static String text(Table table) {
    return table.header() + "\n" + String.join("\n", table.lines()) + "\n";
  }
}
