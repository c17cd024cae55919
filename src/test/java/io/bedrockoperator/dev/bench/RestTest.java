package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.bench.Rest.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestTest {

  @Test
  void beginsAfterTheLastSignOfWork() {
    assertThat(
            Rest.begin(
                List.of(
                    sample(0, 0, 0, 0),
                    sample(500, 1, 0, 400),
                    sample(900, 1, 1, 500),
                    sample(1400, 1, 1, 510),
                    sample(1950, 1, 1, 540))))
        .contains(at(900));
  }

  @Test
  void isNotThereBeforeAWholeSecondHasPassed() {
    assertThat(Rest.begin(List.of(sample(0, 1, 1, 0), sample(990, 1, 1, 0)))).isEmpty();
    assertThat(Rest.begin(List.of())).isEmpty();
  }

  @Test
  void isDisturbedByACallAChangeAndComputation() {
    var first = sample(0, 1, 1, 0);

    assertThat(Rest.begin(List.of(first, sample(1000, 2, 1, 0)))).isEmpty();
    assertThat(Rest.begin(List.of(first, sample(1000, 1, 2, 0)))).isEmpty();
    assertThat(Rest.begin(List.of(first, sample(1000, 1, 1, 50)))).isEmpty();
    assertThat(Rest.begin(List.of(first, sample(1000, 1, 1, 40)))).contains(at(0));
  }

  private static Sample sample(long ms, long calls, long changes, long cpuMs) {
    return new Sample(at(ms), calls, changes, Duration.ofMillis(cpuMs));
  }

  private static Instant at(long ms) {
    return Instant.EPOCH.plusMillis(ms);
  }
}
