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
 * The calls that one account accepts in one Region, which all callers share: each waits for its
 * turn, and what AWS refuses as one call too many is repeated in its turn. Safe for many threads;
 * who waits is blocked, which costs a virtual thread next to nothing.
 */
public final class RateLimiter {

  /**
   * Longer than that, a caller has better things to do, and comes back later. A creation repeats
   * its token for 20 seconds; with this wait, still within the minute that the token is remembered
   * for at least.
   */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** In the model of {@link AdaptiveRate}, no call of 6,000 was refused a third time. */
  public static final int ATTEMPTS = 4;

  /**
   * From the first attempt's begin to the last one's. Short, since an attempt inside a call may
   * have acted unseen before the next one was refused, and a token is for repeats within seconds.
   */
  static final Duration LONGEST_REPETITION = Duration.ofSeconds(10);

  /** Time as the budget sees it: monotonic, in nanoseconds. */
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

    /** Runs the task once, in another thread; at once if the delay is not above zero. */
    void after(Duration delay, Runnable task);
  }

  /**
   * What a call is for.
   *
   * @param operation as the API names it, {@code CreateInferenceProfile}
   * @param namespace whose turn it takes
   */
  public record Errand(BedrockOperation operation, Priority urgency, String namespace) {}

  /** The turn becomes false when it did not come in time. */
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

  /** Calls a second that may leave now. */
  public double perSecond() {
    return locked(rate::perSecond);
  }

  /** Calls whose turn has not come yet. */
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
   * Makes the call in its turn.
   *
   * @param call one call to AWS; must not spend itself
   * @throws StoreFailure as the call throws it, or of the kind THROTTLED when no turn came within
   *     {@link #LONGEST_WAIT}, or of the kind UNAVAILABLE when the thread was interrupted
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
        // Before it was throttled, the SDK may have sent a request that was not answered.
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

  private interface Place {
    void take(
        PriorityFairQueue<Waiter> queue,
        Priority urgency,
        String namespace,
        Waiter waiter,
        long now);
  }

  private CompletableFuture<Boolean> ask(Errand errand, long deadline, Place place) {
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
        place.take(waiting, errand.urgency(), errand.namespace(), waiter, now);
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
   * Comes every two seconds at least while anybody waits, but for the first call, which ends sooner
   * than the longest wait. So it also ends waits that are late.
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

  /** A turn that came at this moment is lost, as one call's worth of time. */
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
