package io.bedrockoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.status.Reason.Progress;
import io.bedrockoperator.status.Reason.Ready;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users write scripts and alerts against these words. The table itself is held against that of
 * docs/api.md.
 */
class ReasonTest {

  @ParameterizedTest
  @EnumSource(Reason.class)
  void speaksOneCamelCaseWord(Reason reason) {
    assertThat(reason.value()).matches("([A-Z][a-z]+)+");
  }

  @Test
  void neverCallsAStalledResourceReady() {
    assertThat(
            Arrays.stream(Reason.values())
                .filter(reason -> reason.progress() == Progress.STALLED)
                .map(Reason::ready))
        .containsOnly(Ready.FALSE, Ready.HOLD_THEN_FALSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "available", "AVAILABLE", "WordOfTomorrow"})
  void knowsNoOtherWord(String word) {
    assertThat(Reason.ofValue(word)).isEmpty();
  }
}
