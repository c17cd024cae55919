package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.RoundRobin;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets so many passes run at once, and the waiting ones in by namespaces in turn: one that applies
 * a thousand resources delays another's single one by a moment. Safe for many threads; who waits is
 * blocked, which costs a virtual thread next to nothing.
 */
final class Turns {

  private final Lock lock = new ReentrantLock();
  private final RoundRobin<CompletableFuture<Void>> waiting = new RoundRobin<>();
  private int free;

  Turns(int atOnce) {
    this.free = atOnce;
  }

  /** Runs the pass once it is its turn, and in this thread. */
  <T> T take(String namespace, Supplier<T> pass) {
    arrive(namespace).join();
    try {
      return pass.get();
    } finally {
      leave();
    }
  }

  private CompletableFuture<Void> arrive(String namespace) {
    lock.lock();
    try {
      var turn = new CompletableFuture<Void>();
      if (free > 0) {
        free--;
        turn.complete(null);
      } else {
        waiting.add(namespace, turn);
      }
      return turn;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      waiting.take().ifPresentOrElse(next -> next.complete(null), () -> free++);
    } finally {
      lock.unlock();
    }
  }
}
