package io.bedrockoperator.dev.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code mvn -Psandbox -Dsandbox.args=--once} does, in this JVM. */
class SandboxIT {

  @Test
  void everySampleEndsAsItSays() throws Exception {
    var bytes = new ByteArrayOutputStream();
    var screen = new LineScreen(new PrintStream(bytes, true, UTF_8));
    try (var sandbox = new Sandbox(screen)) {
      var asExpected = sandbox.play(new SandboxOptions(true));

      var shown = bytes.toString(UTF_8);
      assertThat(asExpected).as(shown).isTrue();
      assertThat(shown)
          .containsPattern("\nteam-a +chat +True +Available +ACTIVE +[0-9a-z]{12} +Available\n")
          .containsPattern("\ntenant-b +elsewhere +False +AccountNotAllowed +AccountNotAllowed\n")
          .containsPattern("\nteam-b +same-name +False +NameConflict +NameConflict\n")
          .endsWith("%1$d of %1$d samples as expected.\n".formatted(samples()));
    }
  }

  private static long samples() throws Exception {
    return Stream.of(Sample.first(), Sample.then(), Sample.ofTenants())
        .mapToLong(samples -> samples.size())
        .sum();
  }
}
