package io.bedrockoperator.sandbox;

import java.io.PrintStream;

/** A terminal: the table is drawn over itself. */
final class TerminalScreen implements Screen {

  /** A line that wraps would be two, and the way up would be too short. */
  private static final String CUT_LINES = "\033[?7l";

  private static final String WRAP_LINES = "\033[?7h";

  private final PrintStream out;
  private int drawn;

  TerminalScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void show(Table table) {
    out.print(back() + CUT_LINES + text(table) + WRAP_LINES);
    out.flush();
    drawn = table.rows().size() + 1;
  }

  @Override
  public void leave(Table table) {
    out.print(back() + text(table));
    out.flush();
    drawn = 0;
  }

  private String back() {
    return drawn == 0 ? "" : "\033[%dA\033[J".formatted(drawn);
  }

  private static String text(Table table) {
    return table.header() + "\n" + String.join("\n", table.lines()) + "\n";
  }
}
