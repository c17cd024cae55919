package io.bedrockoperator.dev.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final Key CHAT = new Key("team-a", "chat");
  private static final Key LATER = new Key("team-a", "later");
  private static final Table EMPTY = new Table(List.of(row(CHAT), row(LATER)));
  private static final Table ONE =
      EMPTY.with(
          new Change(
              CHAT, Optional.of(new State(true, "True", "Available", "ACTIVE", "id", "arn"))));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void fileGetsTheTableOnce() {
    var screen = new LineScreen(out);

    screen.show(EMPTY);
    screen.show(ONE);
    screen.leave(ONE);

    assertThat(written().lines()).containsExactly("", ONE.header(), line(CHAT), line(LATER));
  }

  @Test
  void terminalGoesBackAsFarAsItDrew() {
    var screen = new TerminalScreen(out);

    screen.show(EMPTY);
    var first = written();
    screen.show(ONE);

    assertThat(first).startsWith("\033[?7l" + EMPTY.header() + "\n").endsWith("\n\033[?7h");
    assertThat(first.lines()).hasSize(4);
    assertThat(written().substring(first.length())).startsWith("\033[3A\033[J\033[?7l");
  }

  @Test
  void terminalIsNotDrawnAnewForNothing() {
    var screen = new TerminalScreen(out);

    screen.show(ONE);
    var first = written();
    screen.show(ONE);

    assertThat(written()).isEqualTo(first);
  }

  @Test
  void terminalLeavesTheLastTableAlone() {
    var screen = new TerminalScreen(out);

    screen.show(EMPTY);
    screen.leave(ONE);
    screen.say("done");
    var before = written();
    screen.show(ONE);

    assertThat(before).endsWith("\033[3A\033[J" + text(ONE) + "done\n");
    assertThat(written().substring(before.length())).startsWith("\033[?7l");
  }

  private static String text(Table table) {
    return "%s\n%s\n".formatted(table.header(), String.join("\n", table.lines()));
  }

  private static String line(Key key) {
    return ONE.line(key).orElseThrow();
  }

  private String written() {
    return bytes.toString(UTF_8);
  }

  private static Row row(Key key) {
    return new Row(key, Optional.of(new Expectation("Available")), State.UNKNOWN);
  }
}
