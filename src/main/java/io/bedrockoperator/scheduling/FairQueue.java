package io.bedrockoperator.scheduling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * Those who wait, by namespace: the namespaces take turns, and in each it is first come, first
 * served. So one that brings a thousand delays another's single one by one turn. Not safe for
 * several threads at once.
 */
public final class FairQueue<W> {

  /** Those with somebody waiting, the one whose turn is next first. */
  private final SequencedMap<String, Deque<W>> namespaces = new LinkedHashMap<>();

  /** Behind all others of its namespace. */
  public void add(String namespace, W waiter) {
    of(namespace).addLast(waiter);
  }

  /** Ahead of all others of its namespace. */
  public void addFirst(String namespace, W waiter) {
    of(namespace).addFirst(waiter);
  }

  private Deque<W> of(String namespace) {
    return namespaces.computeIfAbsent(namespace, first -> new ArrayDeque<>());
  }

  /** The one whose turn it is, who waits no more; empty when nobody waits. */
  public Optional<W> take() {
    var turn = namespaces.pollFirstEntry();
    if (turn == null) {
      return Optional.empty();
    }
    var waiters = turn.getValue();
    var waiter = waiters.removeFirst();
    if (!waiters.isEmpty()) {
      namespaces.put(turn.getKey(), waiters);
    }
    return Optional.of(waiter);
  }

  /**
   * Those who wait no more.
   *
   * @return whether there were any
   */
  public boolean removeIf(Predicate<W> leaves) {
    var left = false;
    for (var waiters : namespaces.values()) {
      left |= waiters.removeIf(leaves);
    }
    namespaces.values().removeIf(Deque::isEmpty);
    return left;
  }

  public int size(String namespace) {
    var waiters = namespaces.get(namespace);
    return waiters == null ? 0 : waiters.size();
  }

  public int size() {
    return namespaces.values().stream().mapToInt(Deque::size).sum();
  }

  public boolean isEmpty() {
    return namespaces.isEmpty();
  }
}
