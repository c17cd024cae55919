package io.bedrockoperator.aws.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How fast calls may follow each other. AWS publishes no limit for Bedrock's control plane, so it
 * is found: as long as the rate is what holds calls back, each accepted one raises it, until AWS
 * refuses one. From then on it stays a little below what AWS was seen to accept, and grows slowly.
 * After the first refusal it dips before that: a token bucket that was full may have paid for more
 * than half of what was accepted, and the next refusal, which tells, is cheap where few calls are
 * under way.
 *
 * <p>The constants come from a model of 300 calls of 50 ms against a limit of 20 a second, counted
 * in whole seconds of any phase or by a bucket that holds five seconds' worth at most (kept as a
 * test): 3 % of the calls are refused at most. A rate that grows by time instead of by answers does
 * as well there, but not in a process that just started, where the first answers take seconds: the
 * calls that gathered meanwhile leave at once, and most are refused. For that reason the very first
 * call leaves alone.
 *
 * <p>All times are monotonic nanoseconds. Not safe for several threads at once.
 */
final class AdaptiveRate {

  /** Calls a second, at first: modest, yet the few calls of one reconciliation hardly wait. */
  private static final double START = 20;

  /** Calls a second for each accepted call: doubles the rate in 1.2 s. */
  private static final double GROWTH = 0.6;

  /** A call in two seconds still finds out that AWS accepts calls again. */
  private static final double FLOOR = 0.5;

  /** Far beyond what one process asks; keeps the arithmetic finite. */
  private static final double CEILING = 10_000;

  /**
   * Nearer, turns that come late and are made up for meet refusals; further below, time is lost.
   */
  private static final double BELOW_ACCEPTED = 0.96;

  /** However little was accepted lately, since few calls may have been made. */
  private static final double LARGEST_CUT = 0.5;

  /** From the dip back to what AWS was seen to accept. */
  private static final double DIP_SECONDS = 2;

  /** The dip begins at exp(-1.2), three tenths. */
  private static final double DIP_GROWTH_PER_SECOND = 0.6;

  /**
   * Growth after a refusal is exp((t/40 s)^3): 2 % after ten seconds and 13 % after twenty, since
   * the limit is near; threefold after 41, since it must have changed.
   */
  private static final double SLOW_GROWTH_SECONDS = 40;

  /** Of the next second, since clocks and ways differ. */
  private static final long SPARE = TimeUnit.MILLISECONDS.toNanos(80);

  /** Timers fire late; so much of it is made up for. */
  private static final long MADE_UP = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Deque<Long> accepted = new ArrayDeque<>();
  private double perSecond = START;

  /** A little less than what AWS was seen to accept in a second. */
  private double seen = START;

  private long nextTurn;
  private long grownUntil;
  private long refusedAt;

  /** Since the rate was at what was seen; negative in the dip. */
  private double secondsHeldBack;

  private boolean limitUnknown = true;
  private boolean holdsBack;
  private boolean firstUnderWay;
  private boolean firstEnded;

  AdaptiveRate(long now) {
    nextTurn = now;
    grownUntil = now;
    refusedAt = now;
  }

  /** Calls a second, as far as is known by now. */
  double perSecond() {
    return perSecond;
  }

  /** The first call is on its way, and nobody else's turn comes until it ended. */
  boolean waitsForTheFirst() {
    return firstUnderWay;
  }

  boolean isDue(long now) {
    return !firstUnderWay && nextTurn - now <= 0;
  }

  /** Zero or less when a call may begin. */
  Duration untilNextTurn(long now) {
    return Duration.ofNanos(nextTurn - now);
  }

  /**
   * A call begins; one of {@link #accepted}, {@link #refused} and {@link #unanswered} must follow.
   *
   * @param heldBack it would have begun earlier if the rate allowed it
   */
  void begin(long now, boolean heldBack) {
    firstUnderWay = !firstEnded;
    holdsBack = heldBack;
    if (heldBack && !limitUnknown) {
      secondsHeldBack += (double) (now - grownUntil) / SECOND;
      perSecond = pace();
    }
    grownUntil = now;
    var late = Math.min(now - nextTurn, MADE_UP);
    nextTurn = now - late + (long) (SECOND / perSecond);
  }

  private double pace() {
    var growth =
        secondsHeldBack < 0
            ? DIP_GROWTH_PER_SECOND * secondsHeldBack
            : Math.pow(secondsHeldBack / SLOW_GROWTH_SECONDS, 3);
    return Math.clamp(seen * Math.exp(growth), FLOOR, CEILING);
  }

  /** AWS took a call, whatever it made of it. */
  void accepted(long now) {
    endFirst();
    forgetAcceptedBefore(now - SECOND);
    accepted.addLast(now);
    if (limitUnknown && holdsBack) {
      perSecond = Math.min(CEILING, perSecond + GROWTH);
    }
  }

  /** Nobody knows whether AWS took the call. */
  void unanswered() {
    endFirst();
  }

  private void endFirst() {
    firstUnderWay = false;
    firstEnded = true;
  }

  /**
   * AWS refused a call as one too many. Those that began before an earlier refusal was known say
   * nothing new.
   */
  void refused(long began, long now) {
    endFirst();
    if (began - refusedAt < 0) {
      return;
    }
    forgetAcceptedBefore(now - SECOND);
    var pause = restOfSecond(accepted.size());
    var atMost = Math.min(Math.max(seen, perSecond), accepted.size());
    seen = Math.max(LARGEST_CUT * perSecond, BELOW_ACCEPTED * atMost);
    secondsHeldBack = limitUnknown ? -DIP_SECONDS : 0;
    perSecond = pace();
    // Where nothing at all is accepted, the limit is not known either.
    limitUnknown = accepted.isEmpty();
    refusedAt = now;
    grownUntil = now + pause;
    nextTurn = Math.max(nextTurn - now, pause) + now;
  }

  /**
   * Where AWS counts in whole seconds, calls at this rate used up what it takes in one before the
   * second was over, and what is left of it is lost. Near the limit that is next to nothing.
   */
  private long restOfSecond(int taken) {
    return (long) (SECOND * Math.max(0, 1 - taken / perSecond)) + SPARE;
  }

  private void forgetAcceptedBefore(long time) {
    while (!accepted.isEmpty() && accepted.getFirst() - time <= 0) {
      accepted.removeFirst();
    }
  }
}
