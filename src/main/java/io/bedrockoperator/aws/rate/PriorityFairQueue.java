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
 * goes first, but no urgency is passed over more than {@value #PATIENCE} times in a row, nor for
 * longer than {@link #PATIENCE_IN_TIME}; where calls are rarer than that, urgencies take turns.
 * Where changes alone use up what AWS allows, looks would otherwise fail for as long as that lasts.
 * All times are monotonic nanoseconds. Not safe for several threads at once.
 */
final class PriorityFairQueue<W> {

  /**
   * A read that many wait for, and a check, then get a thirtieth of the calls: enough to go on, too
   * little to be felt where AWS allows few.
   */
  static final int PATIENCE = 29;

  /**
   * Where AWS allows a call a second, so many times would take half a minute, and a resource that
   * another namespace creates waits for a listing.
   */
  static final Duration PATIENCE_IN_TIME = Duration.ofSeconds(5);

  /** Those of one urgency, and what they put up with since they wait, or had their last turn. */
  private static final class Line<W> {
    final FairQueue<W> waiters = new FairQueue<>();
    long since;
    int passedOver;

    void begin(long now) {
      since = now;
      passedOver = 0;
    }

    boolean waits() {
      return !waiters.isEmpty();
    }

    boolean isImpatient(long now) {
      return passedOver >= PATIENCE || waited(now) >= PATIENCE_IN_TIME.toNanos();
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
      line.begin(now);
    }
    return line.waiters;
  }

  /** The one whose turn it is, who waits no more; empty when nobody waits. */
  Optional<W> take(long now) {
    var next = next(now);
    waiting().forEach(line -> line.passedOver++);
    next.ifPresent(line -> line.begin(now));
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
