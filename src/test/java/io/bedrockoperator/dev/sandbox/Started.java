package io.bedrockoperator.dev.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** What runs: stopped once, the last first. */
final class Started implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile boolean stopped;

  /** What comes too late, because a signal came first, is stopped at once. */
  synchronized <T extends AutoCloseable> T add(T thing) {
    if (stopped) {
      stop(thing);
      throw new IllegalStateException("the sandbox was stopped");
    }
    running.push(thing);
    return thing;
  }

  boolean isStopped() {
    return stopped;
  }

  @Override
  public void close() {
    stopped = true;
    stopAll();
  }

  private synchronized void stopAll() {
    while (!running.isEmpty()) {
      stop(running.pop());
    }
  }

  /** One that does not stop is no reason to leave the others running. */
  private static void stop(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception failure) {
      System.err.println("sandbox: could not stop " + thing + ": " + failure);
    }
  }
}
