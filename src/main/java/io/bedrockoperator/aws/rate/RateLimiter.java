package io.bedrockoperator.aws.rate;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The call budget of one account and Region, which all callers share: each call waits for its turn,
 * and is retried in a later turn if AWS throttles it. Safe for use by multiple threads. A waiting
 * thread is blocked, which costs next to nothing if it is virtual.
 */
public final class RateLimiter {

  /**
   * A caller that would wait longer gives up and tries again later. A creation repeats its token
   * for 20 seconds; together with this wait, that is still within the minute for which Bedrock at
   * least remembers the token.
   */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** In the model of {@link AdaptiveRate}, no call of 6,000 was refused a third time. */
  public static final int ATTEMPTS = 4;

  /**
   * The longest time from the start of the first attempt to that of the last. It is short, since an
   * attempt of the SDK within a call may have taken effect unseen before the next one was
   * throttled, and since a token is meant for retries within seconds.
   */
  static final Duration LONGEST_REPETITION = Duration.ofSeconds(10);

  /** The clock of the budget: monotonic, in nanoseconds. */
  public interface Clock {
    Clock SYSTEM =
        new Clock() {
          @Override
          public long now() {
            return System.nanoTime();
          }

          @Override
          public void after(Duration delay, Runnable task) {
            CompletableFuture.delayedExecutor(
                    delay.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
                .execute(task);
          }
        };

    long now();

    /** Runs the task once, in another thread; immediately if the delay is not positive. */
    void after(Duration delay, Runnable task);
  }

  /**
   * What a call is for.
   *
   * @param namespace the namespace whose turn the call takes; may be empty
   */
  public record Errand(BedrockOperation operation, Priority urgency, String namespace) {}

  /**
   * A call that waits.
   *
   * @param turn completes with true when the turn comes, and with false if it does not come in time
   */
  private record Waiter(long deadline, CompletableFuture<Boolean> turn) {
    boolean isLate(long now) {
      return deadline - now <= 0;
    }
  }

  private final String region;
  private final Clock clock;
  private final Lock lock = new ReentrantLock();
  private final PriorityFairQueue<Waiter> waiting = new PriorityFairQueue<>();
  private final AdaptiveRate rate;
  private boolean turnsComing;

  public RateLimiter(String region, Clock clock) {
    this.region = region;
    this.clock = clock;
    this.rate = new AdaptiveRate(clock.now());
  }

  /** How many calls per second may be sent now. */
  public double perSecond() {
    return locked(rate::perSecond);
  }

  /** How many calls wait for their turn. */
  public int waiting() {
    return locked(waiting::size);
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes the call in its turn, and retries it if AWS throttles it.
   *
   * @param call one call to AWS; must not use the budget itself
   * @throws StoreFailure as the call throws it; of the kind THROTTLED if no turn came within {@link
   *     #LONGEST_WAIT}; or of the kind UNAVAILABLE if the thread was interrupted
   */
  public <T> T spend(Errand errand, Supplier<T> call) {
    if (!await(errand, ask(errand, clock.now() + LONGEST_WAIT.toNanos(), PriorityFairQueue::add))) {
      throw failure(
          Kind.THROTTLED,
          errand,
          "The operator's own call budget for %s is used up: no turn within %d seconds"
              .formatted(region, LONGEST_WAIT.toSeconds()));
    }
    var noMoreAfter = clock.now() + LONGEST_REPETITION.toNanos();
    var uncertain = false;
    for (var attempt = 1; ; attempt++) {
      try {
        return counted(call);
      } catch (StoreFailure failure) {
        // The SDK may have sent a request that was not answered before the throttled one.
        uncertain |= failure.isRepeated();
        if (failure.kind() != Kind.THROTTLED
            || attempt == ATTEMPTS
            || !await(errand, ask(errand, noMoreAfter, PriorityFairQueue::addFirst))) {
          throw uncertain ? failure.afterOthers() : failure;
        }
      }
    }
  }

  private <T> T counted(Supplier<T> call) {
    var began = clock.now();
    Consumer<AdaptiveRate> lesson = AdaptiveRate::unanswered;
    try {
      var answer = call.get();
      lesson = it -> it.accepted(clock.now());
      return answer;
    } catch (StoreFailure failure) {
      if (failure.kind() == Kind.THROTTLED) {
        lesson = it -> it.refused(began, clock.now());
      } else if (failure.answer().httpStatusCode().isPresent()) {
        lesson = it -> it.accepted(clock.now());
      }
      throw failure;
    } finally {
      learn(lesson);
    }
  }

  private void learn(Consumer<AdaptiveRate> lesson) {
    lock.lock();
    try {
      lesson.accept(rate);
      letTurnsCome(clock.now());
    } finally {
      lock.unlock();
    }
  }

  private interface Enqueue {
    void add(
        PriorityFairQueue<Waiter> queue,
        Priority urgency,
        String namespace,
        Waiter waiter,
        long now);
  }

  private CompletableFuture<Boolean> ask(Errand errand, long deadline, Enqueue enqueue) {
    var waiter = new Waiter(deadline, new CompletableFuture<>());
    lock.lock();
    try {
      var now = clock.now();
      if (waiter.isLate(now)) {
        waiter.turn().complete(false);
      } else if (waiting.isEmpty() && rate.isDue(now)) {
        rate.begin(now, false);
        waiter.turn().complete(true);
      } else {
        enqueue.add(waiting, errand.urgency(), errand.namespace(), waiter, now);
        letTurnsCome(now);
      }
      return waiter.turn();
    } finally {
      lock.unlock();
    }
  }

  private void letTurnsCome(long now) {
    if (!turnsComing && !waiting.isEmpty() && !rate.waitsForTheFirst()) {
      turnsComing = true;
      clock.after(rate.untilNextTurn(now), this::giveTurns);
    }
  }

  /**
   * Runs at least every two seconds while calls wait, except while the first call is in flight,
   * which ends sooner than the longest wait. So it also ends the waits whose deadline has passed.
   */
  private void giveTurns() {
    lock.lock();
    try {
      var now = clock.now();
      turnsComing = false;
      waiting.removeIf(waiter -> waiter.isLate(now) && waiter.turn().complete(false));
      while (!waiting.isEmpty() && rate.isDue(now)) {
        rate.begin(now, true);
        waiting.take(now).ifPresent(waiter -> waiter.turn().complete(true));
      }
      letTurnsCome(now);
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Errand errand, CompletableFuture<Boolean> turn) {
    try {
      return turn.get();
    } catch (InterruptedException interrupted) {
      leave(turn);
      Thread.currentThread().interrupt();
      throw failure(Kind.UNAVAILABLE, errand, "The operator stopped before the call's turn came");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A turn that came at this very moment is lost, which costs the time of one call. */
  @SuppressWarnings("ReferenceEquality") // A future has no other equality.
  private void leave(CompletableFuture<Boolean> turn) {
    learn(
        its -> {
          if (!waiting.removeIf(waiter -> waiter.turn() == turn)) {
            its.unanswered();
          }
        });
  }

  private static StoreFailure failure(Kind kind, Errand errand, String message) {
    return new StoreFailure(
        kind,
        new Answer(
            errand.operation(), Optional.empty(), OptionalInt.empty(), message, Optional.empty()));
  }
}
