package io.bedrockoperator.scheduling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many tasks run at once, and the waiting ones in by namespaces in turn: one that brings a
 * thousand delays another's single one by a moment. Safe for many threads; who waits is blocked,
 * which costs a virtual thread next to nothing.
 */
public final class FairSemaphore {

  private final Lock lock = new ReentrantLock();
  private final FairQueue<Turn> waiting = new FairQueue<>();

  /** The same ones in the order of their arrival. */
  private final SequencedSet<Turn> arrived = new LinkedHashSet<>();

  private final int atOnce;
  private final LongSupplier nanoTime;
  private int free;
  private long lastLeft;

  private record Turn(CompletableFuture<Void> comes, long since) {}

  /**
   * @param nanoTime a monotonic clock
   */
  public FairSemaphore(int atOnce, LongSupplier nanoTime) {
    this.atOnce = atOnce;
    this.free = atOnce;
    this.nanoTime = nanoTime;
    this.lastLeft = nanoTime.getAsLong();
  }

  /**
   * Shows who runs and who waits.
   *
   * @param name of the gauges, to which what they show is appended
   */
  public void show(String name, MeterRegistry meters) {
    Gauge.builder(name + "_running", () -> locked(() -> atOnce - free))
        .description("How many run now.")
        .register(meters);
    Gauge.builder(name + "_waiting", () -> locked(arrived::size))
        .description("How many wait until others end.")
        .register(meters);
    Gauge.builder(name + "_longest_wait", () -> locked(this::longestWaitInSeconds))
        .description("How long the longest waiting one has waited; 0 while none waits.")
        .baseUnit("seconds")
        .register(meters);
  }

  private double longestWaitInSeconds() {
    return arrived.isEmpty() ? 0 : (nanoTime.getAsLong() - arrived.getFirst().since) / 1e9;
  }

  /** For how long somebody waits and nobody leaves; zero while nobody waits. */
  public Duration standstill() {
    return locked(
        () -> {
          var now = nanoTime.getAsLong();
          return arrived.isEmpty()
              ? Duration.ZERO
              : Duration.ofNanos(Math.min(now - arrived.getFirst().since, now - lastLeft));
        });
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /** Runs it once it is its turn, and in this thread. */
  public <T extends @Nullable Object> T take(String namespace, Supplier<T> task) {
    arrive(namespace).join();
    try {
      return task.get();
    } finally {
      leave();
    }
  }

  private CompletableFuture<Void> arrive(String namespace) {
    var comes = new CompletableFuture<Void>();
    lock.lock();
    try {
      if (free > 0) {
        free--;
        comes.complete(null);
      } else {
        var turn = new Turn(comes, nanoTime.getAsLong());
        waiting.add(namespace, turn);
        arrived.add(turn);
      }
      return comes;
    } finally {
      lock.unlock();
    }
  }

  private void letIn(Turn next) {
    arrived.remove(next);
    next.comes.complete(null);
  }

  private void leave() {
    lock.lock();
    try {
      lastLeft = nanoTime.getAsLong();
      waiting.take().ifPresentOrElse(this::letIn, () -> free++);
    } finally {
      lock.unlock();
    }
  }
}
