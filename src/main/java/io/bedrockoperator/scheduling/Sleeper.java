package io.bedrockoperator.scheduling;

import java.time.Duration;

/** How a pass waits for a moment without leaving off. An interrupt may shorten it. */
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
