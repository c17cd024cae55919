package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.dev.emulator.CallLimit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {

  @Test
  void defaultsAreWhatTheGoalsAreAbout() {
    var options = BenchOptions.from(new Properties());

    assertThat(options.n()).isEqualTo(1000);
    assertThat(options.latency()).isEqualTo(Duration.ofMillis(50));
    assertThat(options.limit()).isEqualTo(CallLimit.NONE);
    assertThat(options.limit(20)).isEqualTo(new CallLimit.WholeSeconds(20));
    assertThat(options.goalsApply()).isTrue();
    assertThat(options.scenarios())
        .isEqualTo(
            EnumSet.complementOf(
                EnumSet.of(Scenario.FAILOVER, Scenario.ACCOUNTS, Scenario.REGIONS)));
  }

  @Test
  void mavenPassesWhatIsNotGivenAsEmpty() {
    var empty = new Properties();
    for (var name : List.of("n", "latency", "rate", "burst", "resync", "only", "all")) {
      empty.setProperty("bench." + name, "");
    }

    assertThat(BenchOptions.from(empty)).isEqualTo(BenchOptions.from(new Properties()));
  }

  @Test
  void takeWhatIsGiven() {
    var options =
        options(
            "bench.n", "50",
            "bench.latency", "1s",
            "bench.rate", "20",
            "bench.burst", "40",
            "bench.resync", "10s",
            "bench.only", "idle, cold");

    assertThat(options)
        .isEqualTo(
            new BenchOptions(
                50,
                Duration.ofSeconds(1),
                OptionalInt.of(20),
                OptionalInt.of(40),
                Duration.ofSeconds(10),
                EnumSet.of(Scenario.COLD, Scenario.IDLE)));
    assertThat(options.limit()).isEqualTo(new CallLimit.TokenBucket(20, 40));
    assertThat(options.goalsApply()).isFalse();
    assertThat(options("bench.burst", "40").goalsApply()).isFalse();
  }

  @Test
  void allIsAlsoTheLongOnes() {
    assertThat(options("bench.all", "true").scenarios()).isEqualTo(EnumSet.allOf(Scenario.class));
    assertThat(options("bench.only", "regions").scenarios())
        .isEqualTo(EnumSet.of(Scenario.REGIONS));
  }

  @ParameterizedTest
  @CsvSource({
    "bench.n, 0, is no number from 1",
    "bench.n, many, is no number from 1",
    "bench.rate, -1, is no number from 1",
    "bench.burst, 0, is no number from 1",
    "bench.latency, 50, is no duration",
    "bench.only, warmest, there are cold",
  })
  void sayWhatMeansNothing(String name, String value, String message) {
    assertThatThrownBy(() -> options(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value)
        .hasMessageContaining(message);
  }

  private static BenchOptions options(String... namesAndValues) {
    var properties = new Properties();
    for (var index = 0; index < namesAndValues.length; index += 2) {
      properties.setProperty(namesAndValues[index], namesAndValues[index + 1]);
    }
    return BenchOptions.from(properties);
  }
}
