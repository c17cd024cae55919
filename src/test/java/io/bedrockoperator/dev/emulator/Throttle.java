package io.bedrockoperator.dev.emulator;

import java.time.Instant;

/** Counts one Region's calls in whole seconds. */
final class Throttle {
  private long second = Long.MIN_VALUE;
  private int calls;

  void admit(int callsPerSecond, Instant now) {
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      calls = 0;
    }
    if (calls >= callsPerSecond) {
      throw Refusal.throttled();
    }
    calls++;
  }
}
