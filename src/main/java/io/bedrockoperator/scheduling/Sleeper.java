package io.bedrockoperator.scheduling;

import java.time.Duration;

/** How a thread waits for a moment. An interrupt may shorten it. */
@FunctionalInterface
public interface Sleeper {

  void pause(Duration length);

  /** On the thread that calls, which costs nothing where threads are virtual. */
  static void onThread(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
