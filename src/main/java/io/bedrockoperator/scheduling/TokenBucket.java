package io.bedrockoperator.scheduling;

import java.time.Duration;

/**
 * How often something may be done: so often on average unless it is brought forward, and some times
 * at once after a rest. Not safe for several threads at once.
 */
public final class TokenBucket {

  private final Duration interval;
  private final Duration headStart;

  /** When the next one would be due if they came evenly; monotonic nanoseconds. */
  private long due;

  /**
   * @param interval between two, on average
   * @param burst so many may follow each other at once
   * @param now monotonic nanoseconds
   */
  public TokenBucket(Duration interval, int burst, long now) {
    this.interval = interval;
    this.headStart = interval.multipliedBy(burst - 1L);
    this.due = now;
  }

  /** Until the next one may be taken; zero or less where that is now. */
  public Duration untilNext(long now) {
    return Duration.ofNanos(due - now).minus(headStart);
  }

  /** The next ones may be taken that much sooner. */
  public void bringForward(Duration by) {
    due -= by.toNanos();
  }

  public void take(long now) {
    due = Math.max(0, due - now) + now + interval.toNanos();
  }
}
