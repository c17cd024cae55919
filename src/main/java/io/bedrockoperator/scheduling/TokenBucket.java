package io.bedrockoperator.scheduling;

import java.time.Duration;

/**
 * Limits how often something may be done: once in each interval on average unless it is brought
 * forward, and several times at once after a rest. Not safe for use by multiple threads.
 */
public final class TokenBucket {

  private final Duration interval;
  private final Duration headStart;

  /** When the next token would be due if tokens came evenly; monotonic nanoseconds. */
  private long due;

  /**
   * @param interval the average time between two tokens
   * @param burst how many tokens may be taken at once
   * @param now monotonic nanoseconds
   */
  public TokenBucket(Duration interval, int burst, long now) {
    this.interval = interval;
    this.headStart = interval.multipliedBy(burst - 1L);
    this.due = now;
  }

  /** How long until the next token may be taken; zero or less if that is now. */
  public Duration untilNext(long now) {
    return Duration.ofNanos(due - now).minus(headStart);
  }

  /** Makes the next tokens available earlier. */
  public void bringForward(Duration by) {
    due -= by.toNanos();
  }

  public void take(long now) {
    due = Math.max(0, due - now) + now + interval.toNanos();
  }
}
