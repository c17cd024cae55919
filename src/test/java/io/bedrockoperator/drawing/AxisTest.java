package io.bedrockoperator.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 200",
    "1001, 1200, 200",
    "12.3, 14, 2",
    "6, 6, 1",
    "0.5, 0.5, 0.1",
    "31, 35, 5",
  })
  void endsAtARoundNumber(double largest, double end, double step) {
    assertThat(Axis.upTo(largest)).isEqualTo(new Axis(end, step));
  }

  @Test
  void hasATickAtBothEnds() {
    assertThat(Axis.upTo(12.3).ticks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0);
  }

  @Test
  void hasASizeAlsoWhenNothingHappened() {
    assertThat(Axis.upTo(0).end()).isPositive();
  }

  @Test
  void showsNoMoreDigitsThanItsStepHas() {
    assertThat(new Axis(12_000, 2000).label(12_000)).isEqualTo("12,000");
    assertThat(new Axis(1, 0.2).label(0.4)).isEqualTo("0.4");
    assertThat(new Axis(0.2, 0.05).label(0.1)).isEqualTo("0.10");
  }

  @Test
  void placesValuesInProportion() {
    assertThat(new Axis(20, 5).position(5)).isEqualTo(0.25);
  }
}
