package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcileMemoryTest {

  private static final long SETTLING = ReconcileMemory.SETTLING.toNanos();
  private static final Optional<String> ARN = Optional.of("arn:a");
  private static final Optional<String> OTHER = Optional.of("arn:b");

  /** Monotonic clocks begin anywhere, also below zero. */
  private static final long START = -SETTLING / 2;

  private final ReconcileMemory begun = ReconcileMemory.begin(START);

  @Test
  void beginsWithNothing() {
    assertThat(begun.attempts()).isZero();
    assertThat(begun.missingSince()).isEmpty();
    assertThat(begun.fresh(START)).isFalse();
    assertThat(begun.settled(START)).isFalse();
  }

  @Test
  void isFreshForAWhileAfterTheFinalizerWasAdded() {
    var bare = begun.sawBare(START);

    assertThat(bare.fresh(START)).isTrue();
    assertThat(bare.fresh(START + SETTLING - 1)).isTrue();
    assertThat(bare.fresh(START + SETTLING)).isFalse();
  }

  @Test
  void settlesAfterItWasFirstSeen() {
    assertThat(begun.settled(START + SETTLING - 1)).isFalse();
    assertThat(begun.settled(START + SETTLING)).isTrue();
    assertThat(begun.untilSettled(START)).isEqualTo(ReconcileMemory.SETTLING);
    assertThat(begun.untilSettled(START + SETTLING - 1)).isEqualTo(Duration.ofNanos(1));
    assertThat(begun.untilSettled(START + 2 * SETTLING)).isZero();
  }

  @Test
  void settlesAnewAfterEveryCreation() {
    var created = begun.created(START + SETTLING, Set.of());

    assertThat(created.settled(START + SETTLING)).isFalse();
    assertThat(created.settled(START + 2 * SETTLING)).isTrue();
  }

  @Test
  void settlesAnewWhenTheStatusNamesAnotherProfile() {
    var named = begun.recorded(ARN, START + SETTLING);
    assertThat(named.arn()).isEqualTo(ARN);
    assertThat(named.settled(START + SETTLING)).isFalse();

    assertThat(named.recorded(ARN, START + 2 * SETTLING)).isSameAs(named);
    assertThat(named.recorded(OTHER, START + 2 * SETTLING).settled(START + 2 * SETTLING)).isFalse();
  }

  @Test
  void settlesAnewWhenTheStatusStopsNamingAProfile() {
    var named = begun.recorded(ARN, START);

    // Another process believes it lost, and may be creating the next one.
    assertThat(named.recorded(Optional.empty(), START + SETTLING).settled(START + SETTLING))
        .isFalse();
  }

  @Test
  void hidesNothingWhileFreshUntilItCreates() {
    var bare = begun.sawBare(START);

    assertThat(begun.nothingHidden(START)).isFalse();
    assertThat(bare.nothingHidden(START)).isTrue();
    assertThat(bare.attempted().nothingHidden(START)).isFalse();
    assertThat(bare.created(START, Set.of()).nothingHidden(START)).isFalse();
    assertThat(bare.created(START, Set.of()).nothingHidden(START + SETTLING)).isTrue();
  }

  @Test
  void mayRepeatATokenUnlessItSawTheResourceBare() {
    assertThat(begun.mayRepeat()).isTrue();
    assertThat(begun.sawBare(START).mayRepeat()).isFalse();
    assertThat(begun.sawBare(START).created(START, Set.of()).mayRepeat()).isTrue();
  }

  @Test
  void fearsALateCreationForAWhileAfterOneFailed() {
    var failed = begun.failedToCreate(START, Set.of());

    assertThat(begun.nothingLate(START)).isTrue();
    assertThat(begun.created(START, Set.of()).nothingLate(START)).isTrue();
    assertThat(failed.created(START + 1, Set.of()).nothingLate(START + SETTLING - 1)).isFalse();
    assertThat(failed.nothingLate(START + SETTLING)).isTrue();
  }

  @Test
  void isUntouchedUntilItCreates() {
    var bare = begun.sawBare(START);

    assertThat(bare.untouched(START)).isTrue();
    assertThat(bare.untouched(START + SETTLING)).isFalse();
    assertThat(bare.created(START, Set.of()).untouched(START)).isFalse();
    assertThat(begun.untouched(START)).isFalse();
  }

  @Test
  void doesNotCountAMissWhileNewProfilesMayBeHidden() {
    var missed = begun.missing(START + SETTLING - 1);

    assertThat(missed.missingSince()).isEmpty();
    assertThat(missed.missingConfirmed(START + 10 * SETTLING)).isFalse();
  }

  @Test
  void believesALossOnlyAfterTwoMissesApartInTime() {
    var now = START + SETTLING;
    var missed = begun.missing(now);
    assertThat(missed.missingConfirmed(now)).isFalse();

    var again = missed.missing(now + SETTLING - 1);
    assertThat(again.missingSince()).hasValue(now);
    assertThat(again.missingConfirmed(now + SETTLING - 1)).isFalse();
    assertThat(again.missingConfirmed(now + SETTLING)).isTrue();
  }

  @Test
  void takesAMissBackWhenTheProfileIsThere() {
    var missed = begun.missing(START + SETTLING);

    assertThat(missed.found().missingConfirmed(START + 10 * SETTLING)).isFalse();
    assertThat(missed.created(START + SETTLING, Set.of()).missingSince()).isEmpty();
    assertThat(missed.recorded(OTHER, START + SETTLING).missingSince()).isEmpty();
  }

  @Test
  void countsAttemptsUntilItRests() {
    assertThat(begun.attempted().attempted().attempts()).isEqualTo(2);
    assertThat(begun.attempted().rested()).isEqualTo(begun);
  }

  @Test
  void knowsThatANewTokenWasNotTriedYet() {
    var renewed = begun.rotatedToken();

    assertThat(begun.tokenRotated()).isFalse();
    assertThat(renewed.attempted().missing(START + SETTLING).tokenRotated()).isTrue();
    assertThat(renewed.created(START, Set.of()).tokenRotated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Long.MAX_VALUE / 2})
  void forgetsNothingElse(long now) {
    var full =
        begun
            .sawBare(now)
            .created(now, Set.of())
            .attempted()
            .recorded(ARN, now)
            .missing(now + SETTLING)
            .rotatedToken();

    assertThat(full.attempted().rested().attempted()).isEqualTo(full);
    assertThat(full.found().missing(now + SETTLING)).isEqualTo(full);
    assertThat(full.sawBare(now)).isEqualTo(full);
    assertThat(full.firstSeen()).isEqualTo(START);
  }
}
