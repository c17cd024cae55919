package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void areTheNearestRanks() {
    var thousand = LongStream.rangeClosed(1, 1000).map(i -> 1001 - i).boxed().toList();

    assertThat(Quantiles.of(thousand.stream().map(Duration::ofMillis).toList()))
        .isEqualTo(new Quantiles(ms(500), ms(900), ms(990), ms(1000)));
  }

  @Test
  void areValuesThatWereMeasured() {
    assertThat(Quantiles.of(List.of(ms(9), ms(1), ms(5))))
        .isEqualTo(new Quantiles(ms(5), ms(9), ms(9), ms(9)));
    assertThat(Quantiles.of(List.of(ms(7)))).isEqualTo(new Quantiles(ms(7), ms(7), ms(7), ms(7)));
  }

  @Test
  void needAValue() {
    assertThatThrownBy(() -> Quantiles.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static Duration ms(long value) {
    return Duration.ofMillis(value);
  }
}
