package io.bedrockoperator.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait. Every wait has jitter, so that resources which failed together do not come back
 * together.
 *
 * @param resync how often an idle profile is looked at
 */
public record Pace(Duration resync, RandomGenerator random) {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
  private static final Duration RECHECK = Duration.ofMinutes(3);

  /** Tags are checked less often than existence: nobody loses a profile by a wrong tag. */
  private static final int RESYNCS_PER_TAG_CHECK = 12;

  Duration untilProfileCheck() {
    return around(resync);
  }

  Duration untilTagCheck() {
    return around(resync.multipliedBy(RESYNCS_PER_TAG_CHECK));
  }

  /** The first checks of all resources are spread over the whole interval. */
  Recollection begin(long now) {
    return Recollection.begin(
        now, fraction(resync), fraction(resync.multipliedBy(RESYNCS_PER_TAG_CHECK)));
  }

  Duration poll(int attempts) {
    return around(exponential(attempts, LONGEST_POLL));
  }

  Duration backOff(int attempts) {
    return around(exponential(attempts, LONGEST_BACK_OFF));
  }

  Duration recheck() {
    return around(RECHECK);
  }

  private Duration fraction(Duration interval) {
    return Duration.ofNanos((long) (interval.toNanos() * random.nextDouble()));
  }

  private static Duration exponential(int attempts, Duration longest) {
    var doublings = Math.clamp(attempts - 1L, 0, 20);
    var delay = FIRST.multipliedBy(1L << doublings);
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  /** Up to a fifth shorter, never longer: an interval that was promised holds. */
  private Duration around(Duration delay) {
    return Duration.ofNanos((long) (delay.toNanos() * (1 - 0.2 * random.nextDouble())));
  }
}
