package io.bedrockoperator.dev.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineTest {

  private static final int KILLED = 128 + 9;

  @Test
  void programRunsAsItWouldWithoutOne() throws Exception {
    var program = start("sh", "-c", "printf '<%s>' \"$$\" \"$@\"; exit 7", "sh", "two words");

    assertThat(new String(program.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("<%d><two words>".formatted(program.pid()));
    assertThat(program.waitFor()).isEqualTo(7);
  }

  /** As the kernel closes it when the JVM is gone. */
  @Test
  void programEndsWhenTheOtherEndOfItsInputIsClosed() throws Exception {
    var program = start("tail", "-f", "/dev/null");
    try {
      program.getOutputStream().close();

      assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(program.exitValue()).isEqualTo(KILLED);
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process start(String... program) throws IOException {
    return new ProcessBuilder(Lifeline.command(List.of(program))).start();
  }
}
