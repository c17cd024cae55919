package io.bedrockoperator.dev.sandbox;

import java.io.PrintStream;

/**
 * A file or a pipe, such as the log of a CI job. It gets the table once: a line for each change
 * would be the same rows again, in another order.
 */
final class LineScreen implements Screen {

  private final PrintStream out;

  LineScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void show(Table table) {
    // Nothing can be drawn over.
  }

  @Override
  public void leave(Table table) {
    out.println();
    out.println(table.header());
    table.lines().forEach(out::println);
  }
}
