package io.bedrockoperator.bedrock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Where others wait, time jumps. */
final class JumpingClock implements CallBudget.Clock {

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
  Duration passed() {
    return Duration.ofNanos(now());
  }
}
