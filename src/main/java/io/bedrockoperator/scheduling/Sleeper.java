package io.bedrockoperator.scheduling;

import java.time.Duration;

/** Pauses the calling thread. An interrupt may shorten the pause. */
@FunctionalInterface
public interface Sleeper {

  void pause(Duration length);

  /** Sleeps on the calling thread, which costs nothing if the thread is virtual. */
  static void onThread(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
