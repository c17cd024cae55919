package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartedTest {

  private final List<String> stopped = new ArrayList<>();
  private final Started started = new Started();

  @Test
  void stopsTheLastFirstAndEverythingOnce() {
    started.add(thing("server"));
    started.add(thing("operator"));

    started.close();
    started.close();

    assertThat(stopped).containsExactly("operator", "server");
  }

  @Test
  void goesOnWhenOneDoesNotStop() {
    started.add(thing("server"));
    started.add(
        () -> {
          throw new IOException("expected by this test");
        });

    started.close();

    assertThat(stopped).containsExactly("server");
  }

  @Test
  void stopsWhatComesTooLate() {
    started.close();

    assertThatThrownBy(() -> started.add(thing("server"))).hasMessage("the sandbox was stopped");
    assertThat(stopped).containsExactly("server");
    assertThat(started.isStopped()).isTrue();
  }

  private AutoCloseable thing(String name) {
    return () -> stopped.add(name);
  }
}
