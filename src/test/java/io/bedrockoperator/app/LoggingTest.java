package io.bedrockoperator.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Texts of others in the log for people. */
class LoggingTest {

  private static final String FORGED =
      "no\n2026-01-01T00:00:00.000Z INFO  created \u001b[2J\r\nINFO deleted\u2028INFO retained";

  private final PrintStream out = System.out;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(bytes, true, UTF_8));
    Logging.configure(LogFormat.PLAIN);
  }

  @AfterEach
  void leave() {
    System.setOut(out);
    Logging.configure(LogFormat.PLAIN);
  }

  @Test
  void noTextPosesAsALineOfItsOwn() {
    LoggerFactory.getLogger(LoggingTest.class).atWarn().addKeyValue("error", FORGED).log(FORGED);

    assertThat(bytes.toString(UTF_8).lines())
        .filteredOn(line -> !line.startsWith("\t"))
        .singleElement()
        .asString()
        .endsWith("WARN  no");
    assertThat(bytes.toString(UTF_8)).doesNotContain("\u001b", "\r", "\u2028");
  }

  @Test
  void noExceptionDoesEither() {
    var failure = new IllegalStateException(FORGED, new IllegalArgumentException(FORGED));

    LoggerFactory.getLogger(LoggingTest.class).atError().setCause(failure).log("failed");

    assertThat(bytes.toString(UTF_8).lines())
        .filteredOn(line -> !line.startsWith("\t"))
        .singleElement()
        .asString()
        .endsWith("ERROR failed ");
    assertThat(bytes.toString(UTF_8))
        .contains("\tjava.lang.IllegalStateException: no\n", "\tCaused by: ", "\tat ")
        .doesNotContain("\u001b", "\r");
  }
}
