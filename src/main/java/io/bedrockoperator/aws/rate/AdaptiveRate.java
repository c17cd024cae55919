package io.bedrockoperator.aws.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How fast calls may follow each other. AWS publishes no limit for Bedrock's control plane, so this
 * class finds it: while the rate holds calls back, each accepted call raises it, until AWS refuses
 * one. From then on, the rate stays slightly below what AWS was seen to accept, and grows slowly.
 * After the first refusal, the rate dips first: if AWS counts with a token bucket that was full,
 * the bucket may have paid for more than half of the accepted calls. The next refusal shows the
 * real limit, and is cheap while few calls are in flight.
 *
 * <p>The constants come from a model (kept as a test) of 300 calls of 50 ms against a limit of 20 a
 * second, which is counted either in whole seconds of any phase or by a bucket that holds at most
 * five seconds' worth. In this model, at most 3 % of the calls are refused. A rate that grows with
 * time instead of with answers does as well there, but not in a process that just started: its
 * first answers take seconds, the calls that gathered meanwhile are sent at once, and AWS refuses
 * most of them. That is also why the very first call is sent alone.
 *
 * <p>All times are monotonic nanoseconds. Not safe for use by multiple threads.
 */
final class AdaptiveRate {

  /** Initial calls per second: modest, yet the few calls of one reconciliation hardly wait. */
  private static final double START = 20;

  /** Added calls per second for each accepted call; doubles the rate in 1.2 s. */
  private static final double GROWTH = 0.6;

  /** Calls per second; one call in two seconds still finds out that AWS accepts calls again. */
  private static final double FLOOR = 0.5;

  /** Calls per second; far more than one process makes, and keeps the arithmetic finite. */
  private static final double CEILING = 10_000;

  /**
   * The fraction of what AWS accepted. With a larger one, the turns that make up for late ones are
   * refused; a smaller one wastes time.
   */
  private static final double BELOW_ACCEPTED = 0.96;

  /** The lowest factor of a cut: AWS may have accepted few calls because few were made. */
  private static final double LARGEST_CUT = 0.5;

  /** How long it takes from the dip back to what AWS was seen to accept. */
  private static final double DIP_SECONDS = 2;

  /** The dip begins at exp(-1.2), three tenths. */
  private static final double DIP_GROWTH_PER_SECOND = 0.6;

  /**
   * Growth after a refusal is exp((t/40 s)^3): 2 % after ten seconds and 13 % after twenty, while
   * the limit is near; threefold after 41, when the limit must have changed.
   */
  private static final double SLOW_GROWTH_SECONDS = 40;

  /** A margin into the next second, since clocks and network delays differ. */
  private static final long SPARE = TimeUnit.MILLISECONDS.toNanos(80);

  /** Timers fire late; the next turn makes up for at most this much. */
  private static final long MADE_UP = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Deque<Long> accepted = new ArrayDeque<>();
  private double perSecond = START;

  /** Slightly less than what AWS was seen to accept in a second. */
  private double seen = START;

  private long nextTurn;
  private long grownUntil;
  private long refusedAt;

  /**
   * For how long the rate has held calls back since it equalled {@link #seen}; negative in the dip.
   */
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

  /** Calls per second, as far as the limit is known by now. */
  double perSecond() {
    return perSecond;
  }

  /** Whether the first call is in flight, so that no other turn comes until it ends. */
  boolean waitsForTheFirst() {
    return firstUnderWay;
  }

  boolean isDue(long now) {
    return !firstUnderWay && nextTurn - now <= 0;
  }

  /** How long until a call may begin; zero or less if it may begin now. */
  Duration untilNextTurn(long now) {
    return Duration.ofNanos(nextTurn - now);
  }

  /**
   * Records that a call begins; {@link #accepted}, {@link #refused} or {@link #unanswered} must
   * follow.
   *
   * @param heldBack whether the rate kept the call from beginning earlier
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

  /** Records that AWS took a call, whatever it answered. */
  void accepted(long now) {
    endFirst();
    forgetAcceptedBefore(now - SECOND);
    accepted.addLast(now);
    if (limitUnknown && holdsBack) {
      perSecond = Math.min(CEILING, perSecond + GROWTH);
    }
  }

  /** Records that a call ended without showing whether AWS took it. */
  void unanswered() {
    endFirst();
  }

  private void endFirst() {
    firstUnderWay = false;
    firstEnded = true;
  }

  /**
   * Records that AWS throttled a call. A call that began before an earlier refusal was known shows
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
    // If AWS accepts nothing at all, the limit is not known either.
    limitUnknown = accepted.isEmpty();
    refusedAt = now;
    grownUntil = now + pause;
    nextTurn = Math.max(nextTurn - now, pause) + now;
  }

  /**
   * If AWS counts in whole seconds, calls at this rate used up the limit before the second was
   * over, and no further call is accepted in the rest of it. Near the limit, that rest is very
   * short.
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
