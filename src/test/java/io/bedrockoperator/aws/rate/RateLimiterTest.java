package io.bedrockoperator.aws.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.aws.rate.RateLimiter.Errand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns and repetitions, on clocks that only tests move. */
@Timeout(60)
class RateLimiterTest {

  private static final Errand CREATE =
      new Errand(BedrockOperation.CREATE_INFERENCE_PROFILE, Priority.CHANGE, "team-a");

  private static StoreFailure failure(Kind kind, OptionalInt status) {
    return new StoreFailure(
        kind,
        new Answer(
            BedrockOperation.GET_INFERENCE_PROFILE,
            Optional.empty(),
            status,
            "No.",
            Optional.empty()));
  }

  private static StoreFailure throttled() {
    return failure(Kind.THROTTLED, OptionalInt.of(429));
  }

  /** A call that throws what it is given, in that order, and then succeeds. */
  private static final class Fake implements Supplier<String> {
    private final List<StoreFailure> failures = new ArrayList<>();
    private int calls;

    static Fake failing(StoreFailure... failures) {
      var fake = new Fake();
      fake.failures.addAll(List.of(failures));
      return fake;
    }

    @Override
    public String get() {
      calls++;
      if (calls <= failures.size()) {
        throw failures.get(calls - 1);
      }
      return "answer";
    }
  }

  @Nested
  class AlwaysInTurn {

    private final JumpingClock clock = new JumpingClock();
    private final RateLimiter budget = new RateLimiter("us-east-1", clock);

    private void spendMany(int calls, StoreFailure outcome) {
      for (var call = 0; call < calls; call++) {
        assertThatThrownBy(() -> budget.spend(CREATE, Fake.failing(outcome))).isSameAs(outcome);
      }
    }

    /** The first call had two requests, of which only the second one is known to be refused. */
    @Test
    void doesNotCallItARefusalWhereAnEarlierRequestHadNoAnswer() {
      var cause = new IllegalStateException("two requests");
      var uncertain = new StoreFailure(Kind.THROTTLED, throttled().answer(), true, cause);
      var quota = failure(Kind.QUOTA, OptionalInt.of(400));

      var failure =
          catchThrowableOfType(
              StoreFailure.class, () -> budget.spend(CREATE, Fake.failing(uncertain, quota)));

      assertThat(failure.kind()).isEqualTo(Kind.QUOTA);
      assertThat(failure.isRefusal()).isFalse();
    }

    @Test
    void handsOnTheAnswer() {
      assertThat(budget.spend(CREATE, Fake.failing())).isEqualTo("answer");
      assertThat(clock.passed()).isZero();
    }

    @Test
    void letsCallsFollowEachOtherAtItsPace() {
      for (var call = 0; call < 21; call++) {
        budget.spend(CREATE, Fake.failing());
      }

      assertThat(clock.passed()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void repeatsWhatWasThrottledAfterAPause() {
      var call = Fake.failing(throttled(), throttled());

      assertThat(budget.spend(CREATE, call)).isEqualTo("answer");
      assertThat(call.calls).isEqualTo(3);
      assertThat(clock.passed()).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void handsOnTheFailureOfTheLastAttempt() {
      var last = throttled();
      var call = Fake.failing(throttled(), throttled(), throttled(), last);

      assertThatThrownBy(() -> budget.spend(CREATE, call)).isSameAs(last);
      assertThat(call.calls).isEqualTo(RateLimiter.ATTEMPTS);
    }

    @Test
    void repeatsNothingThatHasTakenLong() {
      var late = throttled();
      var calls = new AtomicInteger();

      assertThatThrownBy(
              () ->
                  budget.spend(
                      CREATE,
                      () -> {
                        calls.incrementAndGet();
                        clock.pass(RateLimiter.LONGEST_REPETITION);
                        throw late;
                      }))
          .isSameAs(late);
      assertThat(calls).hasValue(1);
    }

    @Test
    void repeatsNothingElse() {
      var other = failure(Kind.UNAVAILABLE, OptionalInt.of(500));
      var call = Fake.failing(other);

      assertThatThrownBy(() -> budget.spend(CREATE, call)).isSameAs(other);
      assertThat(call.calls).isEqualTo(1);
      assertThat(clock.passed()).isZero();
    }

    @Test
    void takesEveryAnswerForAnAcceptedCallButNotSilence() {
      // After the first refusal the rate dips, and only after that one.
      for (var refusal = 0; refusal < 2; refusal++) {
        clock.pass(Duration.ofHours(1));
        spendMany(16, failure(Kind.NOT_FOUND, OptionalInt.of(404)));
        budget.spend(CREATE, Fake.failing(throttled()));
      }
      var answered = timeOf(8);

      clock.pass(Duration.ofHours(1));
      spendMany(40, failure(Kind.UNAVAILABLE, OptionalInt.empty()));
      budget.spend(CREATE, Fake.failing(throttled()));

      assertThat(timeOf(8)).isGreaterThan(answered);
    }

    private Duration timeOf(int calls) {
      var before = clock.passed();
      for (var call = 0; call < calls; call++) {
        budget.spend(CREATE, Fake.failing());
      }
      return clock.passed().minus(before);
    }
  }

  /** Keeps what is to be done later until a test lets it happen. */
  private static final class HeldClock implements RateLimiter.Clock {

    private record Task(Duration delay, Runnable task) {}

    private final AtomicLong now = new AtomicLong();
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

    @Override
    public long now() {
      return now.get();
    }

    @Override
    public void after(Duration delay, Runnable task) {
      tasks.add(new Task(delay, task));
    }

    void pass(Duration time) {
      now.addAndGet(time.toNanos());
    }

    void goOn(Task task, Duration time) {
      pass(time);
      task.task().run();
    }

    void goOnForEver() {
      try {
        while (true) {
          var task = tasks.take();
          goOn(task, task.delay());
        }
      } catch (InterruptedException enough) {
        // The test is over.
      }
    }
  }

  @Nested
  class AmongOthers {

    private final HeldClock clock = new HeldClock();
    private final RateLimiter budget = new RateLimiter("us-east-1", clock);

    private CompletableFuture<String> spending(Supplier<String> call) {
      return CompletableFuture.supplyAsync(
          () -> budget.spend(CREATE, call), Thread::startVirtualThread);
    }

    @Test
    void waitsForItsTurn() throws InterruptedException, ExecutionException {
      budget.spend(CREATE, Fake.failing());
      var second = Fake.failing();
      var waiting = spending(second);
      var turn = clock.tasks.take();

      assertThat(waiting).isNotDone();
      assertThat(second.calls).isZero();
      clock.goOn(turn, turn.delay());

      assertThat(waiting.get()).isEqualTo("answer");
      assertThat(clock.tasks).isEmpty();
    }

    @Test
    void saysSoWhenNoTurnCame() throws InterruptedException {
      budget.spend(CREATE, Fake.failing());
      var call = Fake.failing();
      var waiting = spending(call);

      clock.goOn(clock.tasks.take(), RateLimiter.LONGEST_WAIT);

      var failed = catchThrowableOfType(ExecutionException.class, waiting::get);
      assertThat(failed)
          .cause()
          .isInstanceOfSatisfying(
              StoreFailure.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
                assertThat(failure.answer().operation())
                    .isEqualTo(BedrockOperation.CREATE_INFERENCE_PROFILE);
                assertThat(failure.answer().message())
                    .isEqualTo(
                        "The operator's own call budget for us-east-1 is used up: no turn within"
                            + " 30 seconds");
              });
      assertThat(call.calls).isZero();
      assertThat(clock.tasks).isEmpty();
    }

    @Test
    void letsTheFirstCallGoAlone() throws InterruptedException, ExecutionException {
      var begun = new CompletableFuture<Void>();
      var answer = new CompletableFuture<String>();
      var first =
          spending(
              () -> {
                begun.complete(null);
                return answer.join();
              });
      begun.join();
      clock.pass(Duration.ofSeconds(1));
      var second = Fake.failing();
      var waiting = new CompletableFuture<String>();
      var thread = Thread.startVirtualThread(() -> waiting.complete(budget.spend(CREATE, second)));
      Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);

      assertThat(clock.tasks).isEmpty();
      assertThat(second.calls).isZero();
      assertThat(budget.waiting()).isEqualTo(1);
      answer.complete("answer");
      assertThat(first.get()).isEqualTo("answer");

      clock.goOn(clock.tasks.take(), Duration.ZERO);
      assertThat(waiting.get()).isEqualTo("answer");
      assertThat(budget.waiting()).isZero();
    }

    @Test
    void goesOnAfterAFirstCallThatFailedInAnyWay() {
      assertThatThrownBy(
              () ->
                  budget.spend(
                      CREATE,
                      () -> {
                        throw new IllegalStateException();
                      }))
          .isInstanceOf(IllegalStateException.class);
      clock.pass(Duration.ofSeconds(1));

      assertThat(budget.spend(CREATE, Fake.failing())).isEqualTo("answer");
    }

    @Test
    void leavesWhenItIsInterrupted() throws InterruptedException {
      budget.spend(CREATE, Fake.failing());
      var call = Fake.failing();
      var kind = new CompletableFuture<Kind>();
      var thread =
          Thread.startVirtualThread(
              () -> {
                var failure =
                    catchThrowableOfType(StoreFailure.class, () -> budget.spend(CREATE, call));
                kind.complete(
                    Thread.currentThread().isInterrupted() ? failure.kind() : Kind.UNEXPECTED);
              });
      var turn = clock.tasks.take();

      thread.interrupt();
      thread.join();

      assertThat(kind).isCompletedWithValue(Kind.UNAVAILABLE);
      clock.goOn(turn, turn.delay());
      assertThat(call.calls).isZero();
      assertThat(clock.tasks).as("nobody waits any more").isEmpty();
      assertThat(budget.spend(CREATE, Fake.failing())).isEqualTo("answer");
    }

    @Test
    void repeatsNothingLateThoughATurnIsFree() {
      budget.spend(CREATE, Fake.failing());
      clock.pass(Duration.ofSeconds(1));
      var calls = new AtomicInteger();
      var begun = new CompletableFuture<Void>();
      var refusal = new CompletableFuture<StoreFailure>();
      var slow =
          spending(
              () -> {
                calls.incrementAndGet();
                begun.complete(null);
                throw refusal.join();
              });
      begun.join();
      clock.pass(Duration.ofSeconds(1));
      var late = throttled();

      assertThatThrownBy(() -> budget.spend(CREATE, () -> throwAfterLong(late))).isSameAs(late);
      clock.pass(Duration.ofSeconds(1));
      refusal.complete(late);

      assertThatThrownBy(slow::get).cause().isSameAs(late);
      assertThat(calls).hasValue(1);
      assertThat(clock.tasks).isEmpty();
    }

    private String throwAfterLong(StoreFailure failure) {
      clock.pass(RateLimiter.LONGEST_REPETITION);
      throw failure;
    }

    @Test
    void letsNobodyWaitForEver() throws InterruptedException, ExecutionException {
      budget.spend(CREATE, Fake.failing());
      var time = Thread.startVirtualThread(clock::goOnForEver);

      var all = new ArrayList<CompletableFuture<String>>();
      for (var caller = 0; caller < 200; caller++) {
        all.add(spending(Fake.failing()));
      }
      for (var call : all) {
        assertThat(call.get()).isEqualTo("answer");
      }
      time.interrupt();
      time.join();
    }
  }
}
