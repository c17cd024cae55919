package io.bedrockoperator.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next reconciliation. Every wait has jitter, so that resources that
 * failed together do not come back together.
 *
 * @param resync how often resources at rest are compared with AWS
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

  /** The wait for something in progress, after that many attempts. */
  public Duration poll(int attempts) {
    return around(exponential(attempts, LONGEST_POLL));
  }

  /** How old the listing that a poll uses may be: resources that poll seldom share one. */
  Duration tolerance(int attempts) {
    return attempts == 0 ? Duration.ZERO : exponential(attempts, LONGEST_POLL).dividedBy(2);
  }

  Duration backOff(int attempts) {
    return around(exponential(attempts, LONGEST_BACK_OFF));
  }

  /** The wait until a user may have acted. */
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

  /** Makes the delay up to a fifth shorter, never longer, so that a promised interval holds. */
  private Duration around(Duration delay) {
    return Duration.ofNanos((long) (delay.toNanos() * (1 - 0.2 * random.nextDouble())));
  }
}
