package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until somebody moves it. */
public final class VirtualTime implements InstantSource {
  private volatile Instant now;

  public VirtualTime(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void advance(Duration step) {
    now = now.plus(step);
  }
}
