package io.bedrockoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.status.Reason.Next;
import io.bedrockoperator.status.Reason.Progress;
import io.bedrockoperator.status.Reason.Ready;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users write scripts and alerts against these words: a change here is a change of the API. */
class ReasonTest {

  private static final String TABLE =
      """
      Available              TRUE              DONE        SETTLE
      Creating               FALSE             RECONCILING POLL
      Deleting               FALSE             RECONCILING POLL
      Suspended              AS_IT_WAS         DONE        NOTHING
      InvalidSpec            FALSE             STALLED     NOTHING
      TooManyTags            FALSE             STALLED     RESYNC
      ImmutableFieldChanged  FALSE             STALLED     NOTHING
      SourceNotFound         FALSE             STALLED     RECHECK
      NameConflict           FALSE             STALLED     RECHECK
      AdoptionRefused        FALSE             STALLED     RESYNC
      ProfileLost            FALSE             STALLED     RECHECK
      AccessDenied           FALSE             STALLED     RECHECK
      QuotaExceeded          FALSE             STALLED     RECHECK
      CredentialsUnavailable HOLD_THEN_FALSE   STALLED     RECHECK
      DeletionBlocked        FALSE             RECONCILING RECHECK
      Throttled              HOLD_THEN_UNKNOWN RECONCILING BACK_OFF
      BedrockUnavailable     HOLD_THEN_UNKNOWN RECONCILING BACK_OFF
      BedrockError           UNKNOWN           RECONCILING BACK_OFF
      """;

  record Row(String word, Ready ready, Progress progress, Next next) {}

  static Stream<Row> rows() {
    return TABLE
        .lines()
        .map(line -> line.split(" +", -1))
        .map(
            cells ->
                new Row(
                    cells[0],
                    Ready.valueOf(cells[1]),
                    Progress.valueOf(cells[2]),
                    Next.valueOf(cells[3])));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void keepsTheDecisionTable(Row row) {
    var reason = Reason.ofWord(row.word).orElseThrow();

    assertThat(new Row(reason.word(), reason.ready(), reason.progress(), reason.next()))
        .isEqualTo(row);
  }

  @Test
  void hasNoRowOutsideTheTable() {
    assertThat(Reason.values())
        .extracting(Reason::word)
        .containsExactlyElementsOf(rows().map(Row::word).toList());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void speaksOneCamelCaseWord(Reason reason) {
    assertThat(reason.word()).matches("([A-Z][a-z]+)+");
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
    assertThat(Reason.ofWord(word)).isEmpty();
  }

  @Test
  void holdsTwoBlipsAndTellsTheThird() {
    assertThat(Reason.ATTEMPTS_BEFORE_NEWS).isEqualTo(3);
  }
}
