package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {

  @Test
  void isInTheFirstLineOfASample() {
    assertThat(Expectation.parse("# expect: NameConflict "))
        .isEqualTo(new Expectation("NameConflict"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "apiVersion: v1", "# expects: Available", "#expect: Available"})
  void everySampleHasOne(String firstLine) {
    assertThatThrownBy(() -> Expectation.parse(firstLine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a sample begins with '# expect: …', not with '" + firstLine + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "Available, True, Available, arn, true",
    "Available, True, Available, '', false",
    "Available, False, Available, arn, false",
    "Available, Unknown, Throttled, arn, false",
    "NameConflict, False, NameConflict, '', true",
    "NameConflict, False, InvalidSpec, '', false",
    "NameConflict, True, Available, arn, false",
    "Suspended, Unknown, Suspended, '', true",
  })
  void isMetByItsReasonAndWhereItIsAvailableByAnArn(
      String expected, String ready, String reason, String arn, boolean met) {
    var state = new State(true, ready, reason, "", "", arn);

    assertThat(new Expectation(expected).isMetBy(state)).isEqualTo(met);
  }
}
