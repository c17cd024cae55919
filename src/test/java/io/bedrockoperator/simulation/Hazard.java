package io.bedrockoperator.simulation;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.simulation.Step.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lets effects happen, or not, as the schedule wants it. */
final class Hazard {

  /** How long a caller waits for an answer before it gives up. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration ROUND_TRIP = Duration.ofMillis(50);

  private final VirtualTimeline time;
  private final Trace trace;
  private final Consumer<Step> steps;
  private final Runnable restart;
  private final List<Armed> armed = new ArrayList<>();
  private final List<Outage> outages = new ArrayList<>();
  private int effects;

  /** What a call does to the world, and answers. */
  @FunctionalInterface
  interface Effect<T> {
    T happen();
  }

  private record Armed(int effect, Fate fate) {}

  private record Outage(
      Predicate<String> operations,
      boolean afterEffect,
      Function<String, RuntimeException> answer) {}

  Hazard(VirtualTimeline time, Trace trace, Consumer<Step> steps, Runnable restart) {
    this.time = time;
    this.restart = restart;
    this.trace = trace;
    this.steps = steps;
  }

  void arm(int effectsFromNow, Fate fate) {
    armed.add(new Armed(effects + effectsFromNow, fate));
  }

  /**
   * From now on, these operations fail.
   *
   * @param afterEffect whether they happen all the same
   * @param answer what the caller of the operation sees
   */
  void outage(
      Predicate<String> operations,
      boolean afterEffect,
      Function<String, RuntimeException> answer) {
    outages.add(new Outage(operations, afterEffect, answer));
  }

  /** From now on, nothing goes wrong. */
  void disarm() {
    armed.clear();
    outages.clear();
  }

  /**
   * Lets one effect happen.
   *
   * @param failure what the caller sees when the effect is answered wrongly
   */
  <T> T effect(
      Replica replica,
      String operation,
      Supplier<String> subject,
      Effect<T> doing,
      Function<Kind, RuntimeException> failure) {
    var number = effects++;
    replica.assertAlive();
    trace.note(() -> "%s: %s %s".formatted(replica, operation, subject.get()));
    var fate = armed.stream().filter(next -> next.effect == number).findFirst().map(Armed::fate);
    armed.removeIf(next -> next.effect <= number);
    fate.ifPresent(trouble -> trace.note(() -> "  " + trouble.told()));
    var result =
        fate.isPresent()
            ? happen(fate.get(), replica, doing, failure)
            : inTime(ROUND_TRIP, unlessOut(operation, doing));
    replica.assertAlive();
    return result;
  }

  private <T> Effect<T> unlessOut(String operation, Effect<T> doing) {
    return outages.stream()
        .filter(outage -> outage.operations.test(operation))
        .findFirst()
        .<Effect<T>>map(
            outage ->
                () -> {
                  if (outage.afterEffect) {
                    doing.happen();
                  }
                  throw outage.answer.apply(operation);
                })
        .orElse(doing);
  }

  private <T> T happen(
      Fate fate, Replica replica, Effect<T> doing, Function<Kind, RuntimeException> failure) {
    return switch (fate) {
      case Fate.DieBefore(Duration downtime) -> throw death(replica, downtime);
      case Fate.DieAfter(Duration downtime) -> {
        doing.happen();
        throw death(replica, downtime);
      }
      case Fate.Fail(Kind kind, boolean afterEffect) -> {
        if (afterEffect) {
          doing.happen();
        }
        throw failure.apply(kind);
      }
      case Fate.ComeLate(Duration by) -> {
        time.after(CALL_TIMEOUT.plus(by), () -> tryLate(doing));
        time.advance(CALL_TIMEOUT);
        throw failure.apply(Kind.UNAVAILABLE);
      }
      case Fate.TakeLong(Duration length) -> inTime(length, doing);
      case Fate.MeetStep(Step step) -> {
        steps.accept(step);
        time.advance(ROUND_TRIP);
        yield doing.happen();
      }
    };
  }

  private Killed death(Replica replica, Duration downtime) {
    time.after(downtime, restart);
    return replica.die();
  }

  private <T> T inTime(Duration length, Effect<T> doing) {
    time.advance(length);
    return doing.happen();
  }

  /** Nobody waits for the answer any more. */
  private static void tryLate(Effect<?> doing) {
    try {
      doing.happen();
    } catch (StoreFailure | ApiRefusal refused) {
      // A refusal that comes too late is no effect.
      return;
    }
  }
}
