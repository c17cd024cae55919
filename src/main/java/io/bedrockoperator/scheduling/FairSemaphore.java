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
 * Limits how many tasks run at once, and admits the waiting ones by namespaces in turn: a namespace
 * with a thousand tasks delays the single task of another one only briefly. Safe for use by
 * multiple threads. A waiting thread is blocked, which costs next to nothing if it is virtual.
 */
public final class FairSemaphore {

  private final Lock lock = new ReentrantLock();
  private final FairQueue<Turn> waiting = new FairQueue<>();

  /** The same waiters in the order of their arrival. */
  private final SequencedSet<Turn> arrived = new LinkedHashSet<>();

  private final int atOnce;
  private final LongSupplier nanoTime;
  private int free;
  private long lastLeft;

  private record Turn(CompletableFuture<Void> admitted, long since) {}

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
   * Registers gauges of the running and the waiting tasks.
   *
   * @param name the prefix of their names
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

  /** For how long tasks have waited while none ended; zero while no task waits. */
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

  /** Waits for the turn of the task, and runs the task in the calling thread. */
  public <T extends @Nullable Object> T take(String namespace, Supplier<T> task) {
    arrive(namespace).join();
    try {
      return task.get();
    } finally {
      leave();
    }
  }

  private CompletableFuture<Void> arrive(String namespace) {
    var admitted = new CompletableFuture<Void>();
    lock.lock();
    try {
      if (free > 0) {
        free--;
        admitted.complete(null);
      } else {
        var turn = new Turn(admitted, nanoTime.getAsLong());
        waiting.add(namespace, turn);
        arrived.add(turn);
      }
      return admitted;
    } finally {
      lock.unlock();
    }
  }

  private void admit(Turn next) {
    arrived.remove(next);
    next.admitted.complete(null);
  }

  private void leave() {
    lock.lock();
    try {
      lastLeft = nanoTime.getAsLong();
      waiting.take().ifPresentOrElse(this::admit, () -> free++);
    } finally {
      lock.unlock();
    }
  }
}
