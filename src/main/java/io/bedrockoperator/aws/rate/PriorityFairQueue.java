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
 * Those who wait for a call: by urgency, then the namespaces in turns. Whoever changes something
 * goes first, but no urgency is passed over for longer than {@link #PATIENCE}; where calls are
 * rarer than that, urgencies take turns. Where changes alone use up what AWS allows, looks would
 * otherwise fail for as long as that lasts. All times are monotonic nanoseconds. Not safe for
 * several threads at once.
 */
final class PriorityFairQueue<W> {

  /**
   * A read that many wait for, and a check, then get a thirtieth of the calls where AWS allows 20 a
   * second: enough to go on, and little to be felt. Not longer, since a resource that another
   * namespace creates waits for a listing.
   */
  static final Duration PATIENCE = Duration.ofMillis(1500);

  /** Those of one urgency, and since when they wait, or had their last turn. */
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

  /** For one that had its turn, and for nothing. */
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

  /** The one whose turn it is, who waits no more; empty when nobody waits. */
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
   * Those who wait no more.
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
