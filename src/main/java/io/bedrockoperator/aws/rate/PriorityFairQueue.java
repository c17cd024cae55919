package io.bedrockoperator.aws.rate;

import static java.util.Comparator.comparingLong;

import io.bedrockoperator.scheduling.FairQueue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A queue of waiters for a call, by urgency, and by namespaces in turn within each urgency. Changes
 * go first, but no urgency is passed over for longer than {@link #PATIENCE}; if calls are rarer
 * than that, the urgencies take turns. Otherwise, reads would fail for as long as changes alone use
 * up what AWS allows. All times are monotonic nanoseconds. Not safe for use by multiple threads.
 */
final class PriorityFairQueue<W> {

  /**
   * Reads and checks then each get a thirtieth of the calls if AWS allows 20 a second: enough to
   * make progress, and few enough not to slow down changes. It is not longer, since a resource that
   * another namespace creates waits for a listing.
   */
  static final Duration PATIENCE = Duration.ofMillis(1500);

  /** The waiters of one urgency, and since when they have waited, or when they had a turn last. */
  private static final class Line<W> {
    final FairQueue<W> waiters = new FairQueue<>();
    long since;

    boolean waits() {
      return !waiters.isEmpty();
    }

    boolean isImpatient(long now) {
      return waited(now) >= PATIENCE.toNanos();
    }

    long waited(long now) {
      return now - since;
    }
  }

  private final Map<Priority, Line<W>> lines = new EnumMap<>(Priority.class);

  void add(Priority urgency, String namespace, W waiter, long now) {
    line(urgency, now).add(namespace, waiter);
  }

  /** Adds a waiter that had its turn, but whose call was refused. */
  void addFirst(Priority urgency, String namespace, W waiter, long now) {
    line(urgency, now).addFirst(namespace, waiter);
  }

  private FairQueue<W> line(Priority urgency, long now) {
    var line = lines.computeIfAbsent(urgency, first -> new Line<>());
    if (!line.waits()) {
      line.since = now;
    }
    return line.waiters;
  }

  /** Removes and returns the waiter whose turn it is; empty if there is none. */
  Optional<W> take(long now) {
    var next = next(now);
    next.ifPresent(line -> line.since = now);
    return next.flatMap(line -> line.waiters.take());
  }

  private Optional<Line<W>> next(long now) {
    return waiting()
        .filter(line -> line.isImpatient(now))
        .max(comparingLong(line -> line.waited(now)))
        .or(() -> waiting().findFirst());
  }

  private Stream<Line<W>> waiting() {
    return lines.values().stream().filter(Line::waits);
  }

  /**
   * Removes the waiters that match.
   *
   * @return whether there were any
   */
  boolean removeIf(Predicate<W> leaves) {
    var left = false;
    for (var line : lines.values()) {
      left |= line.waiters.removeIf(leaves);
    }
    return left;
  }

  int size() {
    return lines.values().stream().mapToInt(line -> line.waiters.size()).sum();
  }

  boolean isEmpty() {
    return waiting().findAny().isEmpty();
  }
}
