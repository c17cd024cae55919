package io.bedrockoperator.scheduling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * A queue of waiters by namespace: the namespaces take turns, and each namespace serves its own
 * waiters first in, first out. So a namespace with a thousand waiters delays the single waiter of
 * another one by one turn. Not safe for use by multiple threads.
 */
public final class FairQueue<W> {

  /** The namespaces that have waiters, in the order of their turns. */
  private final SequencedMap<String, Deque<W>> namespaces = new LinkedHashMap<>();

  /** Adds a waiter behind all others of its namespace. */
  public void add(String namespace, W waiter) {
    of(namespace).addLast(waiter);
  }

  /** Adds a waiter ahead of all others of its namespace. */
  public void addFirst(String namespace, W waiter) {
    of(namespace).addFirst(waiter);
  }

  private Deque<W> of(String namespace) {
    return namespaces.computeIfAbsent(namespace, first -> new ArrayDeque<>());
  }

  /** Removes and returns the waiter whose turn it is; empty if there is none. */
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
   * Removes the waiters that match.
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
