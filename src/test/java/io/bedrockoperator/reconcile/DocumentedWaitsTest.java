package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.docs.Page;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long docs/api.md says that the operator waits after an attempt. */
class DocumentedWaitsTest {

  private static final int FIRST = 1;
  private static final int LATE = 99;

  /** Without jitter. */
  private static final RequeueDelays PACE = new RequeueDelays(Duration.ofMinutes(5), () -> 0L);

  @ParameterizedTest
  @CsvSource({"Creating, POLL", "BedrockError, BACK_OFF", "NameConflict, RECHECK"})
  void areThose(String reason, String wait) {
    var documented =
        Page.of("docs/api.md").table("reason").stream()
            .filter(row -> row.getFirst().equals("`" + reason + "`"))
            .map(row -> row.get(3))
            .toList();

    assertThat(documented)
        .isEqualTo(
            List.of(
                switch (wait) {
                  case "POLL" ->
                      "after %d s to %d s"
                          .formatted(PACE.poll(FIRST).toSeconds(), PACE.poll(LATE).toSeconds());
                  case "BACK_OFF" ->
                      "after %d s to %d min"
                          .formatted(
                              PACE.backOff(FIRST).toSeconds(), PACE.backOff(LATE).toMinutes());
                  default -> "every %d min".formatted(PACE.recheck().toMinutes());
                }));
  }
}
