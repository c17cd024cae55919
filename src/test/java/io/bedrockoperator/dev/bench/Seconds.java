package io.bedrockoperator.dev.bench;

import java.time.Duration;

/** Durations as they are printed and drawn. */
final class Seconds {

  private Seconds() {}

  static double of(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
