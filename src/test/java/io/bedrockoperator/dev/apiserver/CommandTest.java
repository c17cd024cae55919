package io.bedrockoperator.dev.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

  @TempDir Path temp;

  @Test
  void succeedsWithExitCodeZero() throws IOException {
    assertThat(run("exit 0")).isEqualTo(new Command.Result.Done());
  }

  @Test
  void failureCarriesTheLastLinesOfBothStreams() throws IOException {
    assertThat(run("echo one; echo two; echo three >&2; exit 7"))
        .isEqualTo(new Command.Result.Failed("exit code 7: two\nthree"));
  }

  @Test
  void addsItsEnvironmentAndDirectory() throws IOException {
    assertThat(run("echo \"$NAME\"; pwd -P; exit 1"))
        .isEqualTo(new Command.Result.Failed("exit code 1: value\n" + temp.toRealPath()));
  }

  @Test
  void endsWhenItsTimeIsUp() throws IOException {
    assertThat(command("exec tail -f /dev/null").run("test", temp.resolve("log"), Duration.ZERO))
        .isEqualTo(new Command.Result.Failed("not done after 0 s"));
  }

  @Test
  void stopsTheProgramAndItsChildren() throws Exception {
    var pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var parent =
        new ProcessBuilder("sh", "-c", "tail -f /dev/null >pipe & exec tail -f /dev/null")
            .directory(temp.toFile())
            .start();
    // Opens as soon as the child has, and ends when the child does.
    try (var child = Files.newInputStream(pipe)) {
      Command.stop(parent);

      assertTimeoutPreemptively(Duration.ofMinutes(1), () -> parent.waitFor());
      assertThat(assertTimeoutPreemptively(Duration.ofMinutes(1), () -> child.read()))
          .isEqualTo(-1);
    }
  }

  private Command.Result run(String script) throws IOException {
    return command(script).run("test", temp.resolve("log"), Duration.ofMinutes(1));
  }

  private Command command(String script) {
    return new Command(List.of("sh", "-c", script), temp, Map.of("NAME", "value"), 2);
  }
}
