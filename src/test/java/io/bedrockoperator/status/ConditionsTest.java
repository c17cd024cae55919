package io.bedrockoperator.status;

import static io.bedrockoperator.status.Conditions.FALSE;
import static io.bedrockoperator.status.Conditions.READY;
import static io.bedrockoperator.status.Conditions.RECONCILING;
import static io.bedrockoperator.status.Conditions.STALLED;
import static io.bedrockoperator.status.Conditions.TRUE;
import static io.bedrockoperator.status.Conditions.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.987654Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final String AT_NOON = "2026-01-01T12:00:00Z";
  private static final String AT_LATER = "2026-01-01T12:01:00Z";

  private static List<Condition> after(Reason reason) {
    return fold(List.of(), reason, NOON);
  }

  private static List<Condition> fold(List<Condition> before, Reason reason, Instant now) {
    return Conditions.fold(before, Outcome.of(reason, "so it is"), 7, now);
  }

  private static Condition ready(List<Condition> conditions) {
    return Condition.find(conditions, READY).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "AVAILABLE,           True,    ''",
    "CREATING,            False,   Reconciling",
    "INVALID_SPEC,        False,   Stalled",
    "DELETION_BLOCKED,    False,   Reconciling",
    "THROTTLED,           Unknown, Reconciling",
    "BEDROCK_UNAVAILABLE, Unknown, Reconciling",
    "BEDROCK_ERROR,       Unknown, Reconciling",
    "CREDENTIALS_UNAVAILABLE, False, Stalled",
    "SUSPENDED,           Unknown, ''"
  })
  void saysOfAFirstOutcome(Reason reason, String readyStatus, String abnormal) {
    var conditions = after(reason);

    assertThat(ready(conditions).status()).isEqualTo(readyStatus);
    assertThat(conditions.stream().map(Condition::type).filter(type -> !type.equals(READY)))
        .isEqualTo(abnormal.isEmpty() ? List.of() : List.of(abnormal));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void tellsTheSameInEveryCondition(Reason reason) {
    assertThat(after(reason))
        .isNotEmpty()
        .allSatisfy(
            condition -> {
              assertThat(condition.reason()).isEqualTo(reason.value());
              assertThat(condition.message()).isEqualTo("so it is");
              assertThat(condition.observedGeneration()).isEqualTo(7);
              assertThat(condition.lastTransitionTime()).isEqualTo(AT_NOON);
            });
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void showsAnAbnormalConditionOnlyWhileItIsTrue(Reason reason) {
    assertThat(after(reason))
        .filteredOn(condition -> !READY.equals(condition.type()))
        .hasSizeLessThanOrEqualTo(1)
        .allSatisfy(condition -> assertThat(condition.status()).isEqualTo(TRUE));
  }

  @Test
  void keepsTheTransitionTimeWhileTheStatusStays() {
    var before = after(Reason.CREATING);

    var ready = ready(fold(before, Reason.QUOTA_EXCEEDED, LATER));

    assertThat(ready.status()).isEqualTo(FALSE);
    assertThat(ready.reason()).isEqualTo("QuotaExceeded");
    assertThat(ready.lastTransitionTime()).isEqualTo(AT_NOON);
  }

  @Test
  void movesTheTransitionTimeWhenTheStatusFlips() {
    var before = after(Reason.CREATING);

    assertThat(ready(fold(before, Reason.AVAILABLE, LATER)).lastTransitionTime())
        .isEqualTo(AT_LATER);
    assertThat(ready(fold(before, Reason.BEDROCK_ERROR, LATER)).lastTransitionTime())
        .isEqualTo(AT_LATER);
  }

  @Test
  void keepsTheTransitionTimeOfAnAbnormalCondition() {
    var after = fold(after(Reason.QUOTA_EXCEEDED), Reason.ACCESS_DENIED, LATER);

    assertThat(Condition.find(after, STALLED))
        .hasValueSatisfying(
            stalled -> {
              assertThat(stalled.lastTransitionTime()).isEqualTo(AT_NOON);
              assertThat(stalled.reason()).isEqualTo("AccessDenied");
            });
  }

  @Test
  void exchangesOneAbnormalConditionForTheOther() {
    var stalled = fold(after(Reason.CREATING), Reason.NAME_CONFLICT, LATER);
    assertThat(stalled).extracting(Condition::type).containsExactly(READY, STALLED);
    assertThat(stalled.getLast().lastTransitionTime()).isEqualTo(AT_LATER);

    var reconciling = fold(stalled, Reason.CREATING, LATER);
    assertThat(reconciling).extracting(Condition::type).containsExactly(READY, RECONCILING);

    assertThat(fold(reconciling, Reason.AVAILABLE, LATER))
        .extracting(Condition::type)
        .containsExactly(READY);
  }

  @ParameterizedTest
  @CsvSource({"AVAILABLE, True", "QUOTA_EXCEEDED, False", "BEDROCK_ERROR, Unknown"})
  void leavesReadyAsItWasWhileSuspended(Reason before, String status) {
    var after = fold(after(before), Reason.SUSPENDED, LATER);

    assertThat(after).hasSize(1);
    assertThat(ready(after).status()).isEqualTo(status);
    assertThat(ready(after).reason()).isEqualTo("Suspended");
    assertThat(ready(after).lastTransitionTime()).isEqualTo(AT_NOON);
  }

  @Test
  void givesATimeToAConditionThatHadNone() {
    var before = List.of(new Condition(READY, UNKNOWN, 1L, null, "Odd", "odd"));

    assertThat(ready(fold(before, Reason.BEDROCK_ERROR, LATER)).lastTransitionTime())
        .isEqualTo(AT_LATER);
  }

  @Test
  void dropsConditionsThatNobodyKnows() {
    var before = List.of(new Condition("Synced", TRUE, 1L, AT_NOON, "Odd", "odd"));

    assertThat(fold(before, Reason.AVAILABLE, LATER))
        .extracting(Condition::type)
        .containsExactly(READY);
  }

  @Test
  void findsNothingAmongNothing() {
    assertThat(Condition.find(List.of(), READY)).isEmpty();
  }
}
