package io.bedrockoperator.dev.bench;

import java.time.Duration;

/** Letting time pass, which here is what is measured. */
final class Wait {

  private Wait() {}

  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
