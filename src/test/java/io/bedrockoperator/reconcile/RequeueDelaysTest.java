package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequeueDelaysTest {

  private static final Duration RESYNC = Duration.ofMinutes(5);
  private static final double HIGHEST = Math.nextDown(1.0);

  private final RequeueDelays longest = pace(0);
  private final RequeueDelays shortest = pace(HIGHEST);

  /** Chance that always falls the same way. */
  private static RequeueDelays pace(double fixed) {
    return new RequeueDelays(
        RESYNC,
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new UnsupportedOperationException("only fractions are asked for");
          }

          @Override
          public double nextDouble() {
            return fixed;
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "1, PT0.5S", "2, PT1S", "5, PT8S", "6, PT15S", "1000, PT15S"})
  void toleratesALookHalfAsOldAsTheTimeUntilTheNextPoll(int attempts, Duration tolerance) {
    assertThat(longest.tolerance(attempts)).isEqualTo(tolerance);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT1S",
    "1, PT1S",
    "2, PT2S",
    "3, PT4S",
    "5, PT16S",
    "6, PT30S",
    "7, PT30S",
    "1000, PT30S"
  })
  void pollsEverySlower(int attempts, Duration delay) {
    assertThat(longest.poll(attempts)).isEqualTo(delay);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT1S",
    "1, PT1S",
    "2, PT2S",
    "6, PT32S",
    "9, PT256S",
    "10, PT300S",
    "64, PT300S",
    "2147483647, PT300S"
  })
  void backsOffUpToFiveMinutes(int attempts, Duration delay) {
    assertThat(longest.backOff(attempts)).isEqualTo(delay);
  }

  @Test
  void keepsItsIntervals() {
    assertThat(longest.recheck()).isEqualTo(Duration.ofMinutes(3));
    assertThat(longest.untilResync()).isEqualTo(RESYNC);
  }

  @Test
  void shortensByAFifthAtMost() {
    assertThat(shortest.recheck()).isEqualTo(Duration.ofSeconds(144));
    assertThat(shortest.untilResync()).isEqualTo(Duration.ofMinutes(4));
    assertThat(shortest.poll(1)).isEqualTo(Duration.ofMillis(800));
    assertThat(shortest.backOff(100)).isEqualTo(Duration.ofMinutes(4));
  }
}
