package io.bedrockoperator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time, and what is to happen in it. */
final class VirtualTimeline implements InstantSource {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * Deeper than this, time passes and nobody acts: a story that nobody could follow proves nothing
   * more.
   */
  private static final int DEPTH = 3;

  private record Due(long at, long order, Runnable what) {}

  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private long nanos;
  private long orders;
  private int depth;
  private Duration wallClockError = Duration.ZERO;

  /** Monotonic. */
  long nanoTime() {
    return nanos;
  }

  /** AWS's clock, which is right. */
  @Override
  public Instant instant() {
    return START.plusNanos(nanos);
  }

  /** The cluster's clock, which may have been moved. */
  Instant wallClock() {
    return instant().plus(wallClockError);
  }

  void moveWallClock(Duration by) {
    wallClockError = wallClockError.plus(by);
  }

  void after(Duration delay, Runnable what) {
    agenda.add(new Due(nanos + delay.toNanos(), orders++, what));
  }

  void advance(Duration time) {
    var until = nanos + time.toNanos();
    if (depth < DEPTH) {
      depth++;
      try {
        runUntil(until);
      } finally {
        depth--;
      }
    }
    nanos = Math.max(nanos, until);
  }

  private void runUntil(long until) {
    while (!agenda.isEmpty() && agenda.peek().at <= until) {
      var due = agenda.remove();
      nanos = Math.max(nanos, due.at);
      due.what.run();
    }
  }
}
