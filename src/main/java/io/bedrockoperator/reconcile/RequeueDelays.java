package io.bedrockoperator.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait. Every wait has jitter, so that resources which failed together do not come back
 * together.
 *
 * @param resync how often idle profiles are looked at
 */
public record RequeueDelays(Duration resync, RandomGenerator random) {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
  private static final Duration RECHECK = Duration.ofMinutes(3);
  private static final Duration HOUR = Duration.ofHours(1);

  public Duration untilResync() {
    return around(resync);
  }

  /** For what is under way, after so many looks. */
  public Duration poll(int attempts) {
    return around(exponential(attempts, LONGEST_POLL));
  }

  /** How old what a poll is shown may be: those who look seldom share a look. */
  Duration tolerance(int attempts) {
    return attempts == 0 ? Duration.ZERO : exponential(attempts, LONGEST_POLL).dividedBy(2);
  }

  Duration backOff(int attempts) {
    return around(exponential(attempts, LONGEST_BACK_OFF));
  }

  /** Until somebody may have acted. */
  public Duration recheck() {
    return around(RECHECK);
  }

  Duration hourly() {
    return around(HOUR);
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
