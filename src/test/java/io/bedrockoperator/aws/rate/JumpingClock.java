package io.bedrockoperator.aws.rate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Where others wait, time jumps. */
public final class JumpingClock implements RateLimiter.Clock {

  private final AtomicLong now = new AtomicLong();

  @Override
  public long now() {
    return now.get();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    pass(delay);
    task.run();
  }

  void pass(Duration time) {
    now.addAndGet(Math.max(0, time.toNanos()));
  }

  /** Since the clock began. */
  public Duration passed() {
    return Duration.ofNanos(now());
  }
}
