package io.bedrockoperator.sandbox;

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
  @ValueSource(strings = {"", "apiVersion: v1", "# expects: Ready", "#expect: Ready"})
  void everySampleHasOne(String firstLine) {
    assertThatThrownBy(() -> Expectation.parse(firstLine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a sample begins with '# expect: …', not with '" + firstLine + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "Ready, True, Available, arn, true",
    "Ready, True, Available, '', false",
    "Ready, False, Ready, arn, false",
    "Ready, Unknown, Throttled, arn, false",
    "NameConflict, False, NameConflict, '', true",
    "NameConflict, False, InvalidSpec, '', false",
    "NameConflict, True, Available, arn, false",
    "Suspended, Unknown, Suspended, '', true",
  })
  void isMetByReadyWithAnArnOrByItsReason(
      String word, String ready, String reason, String arn, boolean met) {
    var state = new State(true, ready, reason, "", "", arn);

    assertThat(new Expectation(word).isMetBy(state)).isEqualTo(met);
  }
}
