package io.bedrockoperator.bedrock;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Those who wait for a call: by urgency, then the namespaces in turns. Whoever changes something
 * goes first, but no urgency is passed over more than {@value #PATIENCE} times in a row: where
 * changes alone use up what AWS allows, looks would otherwise fail for as long as that lasts. Not
 * safe for several threads at once.
 */
final class CallQueue<W> {

  /**
   * A read that many wait for, and a check, then get a thirtieth of the calls: enough to go on, too
   * little to be felt where AWS allows few.
   */
  static final int PATIENCE = 29;

  private final Map<Urgency, RoundRobin<W>> waiting = new EnumMap<>(Urgency.class);
  private final Map<Urgency, Integer> passedOver = new EnumMap<>(Urgency.class);

  void add(Urgency urgency, String namespace, W waiter) {
    of(urgency).add(namespace, waiter);
  }

  /** For one that had its turn, and for nothing. */
  void addFirst(Urgency urgency, String namespace, W waiter) {
    of(urgency).addFirst(namespace, waiter);
  }

  /** The one whose turn it is, who waits no more; empty when nobody waits. */
  Optional<W> take() {
    return next().flatMap(this::take);
  }

  private Optional<Urgency> next() {
    Optional<Urgency> next = Optional.empty();
    for (var urgency : Urgency.values()) {
      if (!of(urgency).isEmpty() && (next.isEmpty() || timesPassedOver(urgency) >= PATIENCE)) {
        next = Optional.of(urgency);
      }
    }
    return next;
  }

  private Optional<W> take(Urgency taken) {
    for (var urgency : Urgency.values()) {
      var waits = urgency != taken && !of(urgency).isEmpty();
      passedOver.put(urgency, waits ? timesPassedOver(urgency) + 1 : 0);
    }
    return of(taken).take();
  }

  private int timesPassedOver(Urgency urgency) {
    return passedOver.getOrDefault(urgency, 0);
  }

  /**
   * Those who wait no more.
   *
   * @return whether there were any
   */
  boolean removeIf(Predicate<W> leaves) {
    var left = false;
    for (var waiters : waiting.values()) {
      left |= waiters.removeIf(leaves);
    }
    return left;
  }

  int size() {
    return waiting.values().stream().mapToInt(RoundRobin::size).sum();
  }

  boolean isEmpty() {
    return waiting.values().stream().allMatch(RoundRobin::isEmpty);
  }

  private RoundRobin<W> of(Urgency urgency) {
    return waiting.computeIfAbsent(urgency, first -> new RoundRobin<>());
  }
}
