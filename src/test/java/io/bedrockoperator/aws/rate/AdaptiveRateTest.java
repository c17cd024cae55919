package io.bedrockoperator.aws.rate;

import static io.bedrockoperator.aws.rate.CallModel.LATENCY;
import static io.bedrockoperator.aws.rate.CallModel.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.rate.CallModel.Limit;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How near the pace comes to what AWS allows, and at what price; all in virtual time. */
class AdaptiveRateTest {

  /** More callers than any limit here lets call. */
  private static final int MANY = 200;

  static IntStream phases() {
    return IntStream.iterate(0, millis -> millis < 1000, millis -> millis + 50);
  }

  @ParameterizedTest
  @MethodSource("phases")
  void comesNearALimitThatIsCountedInWholeSeconds(int millis) {
    var limit = Limit.perWholeSecond(20, Duration.ofMillis(millis));

    var course = new CallModel(limit).run(300, MANY);

    assertThat(course.seconds()).as("15 at best").isLessThanOrEqualTo(16.7);
    assertThat(course.percentRefused()).isLessThanOrEqualTo(3);
  }

  /** Full at first, so that for a while more is accepted than flows in. */
  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20, 40, 60, 100})
  void comesNearALimitThatIsKeptByABucket(int size) {
    var course = new CallModel(Limit.bucket(size, 20)).run(300, MANY);

    assertThat(course.seconds()).isLessThanOrEqualTo(1.1 * (300 - size) / 20);
    assertThat(course.percentRefused()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("phases")
  void gathersNoCallsWhileTheFirstAnswerTakesLong(int millis) {
    var limit = Limit.perWholeSecond(20, Duration.ofMillis(millis));

    var course = new CallModel(limit, 3 * SECOND).run(300, MANY);

    assertThat(course.seconds()).isLessThanOrEqualTo(3 + 16.7);
    assertThat(course.percentRefused()).isLessThanOrEqualTo(3);
  }

  @Test
  void doesNotGrowWithoutAnswers() {
    var silent = started();
    for (var second = 1L; second < 100; second++) {
      silent.begin(second * SECOND, true);
    }

    assertThat(interval(silent)).isEqualTo(interval(started()));
  }

  /** Past its first call. */
  private static AdaptiveRate started() {
    var rate = new AdaptiveRate(0);
    rate.begin(0, false);
    rate.unanswered();
    return rate;
  }

  @Test
  void hardlyHoldsBackWhatNothingLimits() {
    var fiveCallers = new CallModel(Limit.none()).run(1000, 5);
    var allAtOnce = new CallModel(Limit.none()).run(1000, 1000);

    assertThat(fiveCallers.seconds()).as("10 without any pace").isLessThanOrEqualTo(12);
    assertThat(allAtOnce.seconds()).isLessThanOrEqualTo(6);
  }

  @Test
  void findsTheLimitAgainAfterNothingWasAccepted() {
    var before = Limit.perWholeSecond(20, Duration.ZERO);
    var limit = before.until(10 * SECOND, time -> false).until(20 * SECOND, before);

    var course = new CallModel(limit).run(600, MANY);

    assertThat(IntStream.range(11, 20).mapToLong(course::takenIn).sum()).isZero();
    assertThat(course.takenIn(32)).isGreaterThan(15);
  }

  @Test
  void followsALimitThatFalls() {
    var limit = Limit.none().until(4 * SECOND, Limit.perWholeSecond(20, Duration.ZERO));

    var course = new CallModel(limit).run(600, MANY);

    assertThat(course.takenIn(3)).isGreaterThan(100);
    assertThat(IntStream.range(5, 14).mapToLong(course::takenIn).sum()).isBetween(155L, 180L);
    assertThat(IntStream.range(9, 14).mapToLong(course::takenIn).sum()).isBetween(95L, 100L);
  }

  @Test
  void followsALimitThatRisesSlowlyAtFirst() {
    var limit = Limit.bucket(5, 5).until(30 * SECOND, Limit.none());

    var course = new CallModel(limit).run(2000, MANY);

    assertThat(course.takenIn(35)).isLessThan(10);
    assertThat(course.takenIn(65)).isGreaterThan(30);
  }

  @Test
  void letsTheFirstCallGoAlone() {
    var rate = new AdaptiveRate(0);
    assertThat(rate.isDue(0)).isTrue();

    rate.begin(0, false);
    assertThat(rate.isDue(60 * SECOND)).isFalse();

    rate.unanswered();
    assertThat(rate.isDue(60 * SECOND)).isTrue();
    rate.begin(60 * SECOND, false);
    assertThat(rate.isDue(61 * SECOND)).isTrue();
  }

  @Test
  void takesRefusalsOfCallsThatWereUnderWayForOne() {
    var once = started();
    var often = started();

    once.refused(0, LATENCY);
    often.refused(0, LATENCY);
    often.refused(1, LATENCY + 1);
    often.refused(LATENCY - 1, LATENCY + 2);

    assertThat(often.untilNextTurn(SECOND)).isEqualTo(once.untilNextTurn(SECOND));
    assertThat(interval(often)).isEqualTo(interval(once));
  }

  private static Duration interval(AdaptiveRate rate) {
    var later = 1_000_000 * SECOND;
    rate.begin(later, false);
    rate.begin(later, false);
    return rate.untilNextTurn(later);
  }

  @Test
  void neverStops() {
    var rate = started();
    var now = 0L;
    for (var refusal = 0; refusal < 100; refusal++) {
      rate.begin(now, true);
      rate.refused(now, now + LATENCY);
      assertThat(rate.untilNextTurn(now + LATENCY)).isLessThanOrEqualTo(Duration.ofSeconds(2));
      now += Math.max(LATENCY, rate.untilNextTurn(now).toNanos());
    }
  }

  @Test
  void doesNotGrowWhileNobodyIsHeldBack() {
    var idle = started();
    for (var hour = 0L; hour < 100; hour++) {
      idle.begin(hour * 3600 * SECOND, false);
      idle.accepted(hour * 3600 * SECOND);
    }

    assertThat(interval(idle)).isEqualTo(interval(started()));
  }

  @Test
  void makesUpForTurnsThatCameLateButNotForIdleTime() {
    var rate = started();
    var first = rate.untilNextTurn(0);
    var late = first.toNanos() + Duration.ofMillis(20).toNanos();

    rate.begin(late, false);
    assertThat(rate.untilNextTurn(0)).isEqualTo(first.multipliedBy(2));

    rate.begin(60 * SECOND, false);
    rate.begin(60 * SECOND, false);
    assertThat(rate.untilNextTurn(60 * SECOND)).isEqualTo(first);
  }
}
