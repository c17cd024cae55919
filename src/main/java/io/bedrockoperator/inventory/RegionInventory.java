package io.bedrockoperator.inventory;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.scheduling.Sleeper;
import io.bedrockoperator.scheduling.TokenBucket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The shared listing of one Region. One listing runs at a time: a caller that arrives meanwhile
 * waits, and takes its result if the listing started late enough for the caller. A failure is
 * shared by all callers, too, for as long as it stands. Safe for use by multiple threads.
 */
final class RegionInventory {

  /** The average time between two listings while few callers need one. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** How many listings may follow each other at once, so that a single resource never waits. */
  private static final int BURST = 5;

  /**
   * How much each caller that needs a listing brings the next one forward: two hundred callers add
   * one listing. Otherwise, a burst of creations would stall until the next listing.
   */
  private static final Duration BROUGHT_FORWARD = INTERVAL.dividedBy(200);

  /** How often a waiting caller checks how many callers have arrived meanwhile. */
  private static final Duration GLANCE = Duration.ofMillis(50);

  private static final double NANOS_PER_SECOND = 1e9;

  private static final Duration FIRST_REFUSAL = Duration.ofMillis(500);
  private static final int LONGEST_REFUSAL_DOUBLINGS = 6;

  /**
   * @param sessionChanges the counter before the listing that failed
   */
  private record Failed(long standsUntil, int inARow, long sessionChanges, StoreFailure failure) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Function<Runnable, List<ObservedProfile>> list;
  private final LongSupplier sessionChanges;
  private final LongSupplier nanoTime;
  private final Sleeper pause;
  private final TokenBucket allowance;
  private final AtomicInteger newCallers = new AtomicInteger();

  /** Read without the lock, which is held while a listing is under way. */
  private volatile Optional<RegionSnapshot> latest = Optional.empty();

  private Optional<Failed> failed = Optional.empty();

  /**
   * @param list lists the profiles, and runs its argument whenever its first request is sent: the
   *     request may wait long for its turn, and the listing serves every caller that arrives in
   *     that time
   * @param sessionChanges a counter that changes when an earlier failure no longer means anything
   */
  RegionInventory(
      Function<Runnable, List<ObservedProfile>> list,
      LongSupplier sessionChanges,
      LongSupplier nanoTime,
      Sleeper pause) {
    this.list = list;
    this.sessionChanges = sessionChanges;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.allowance = new TokenBucket(INTERVAL, BURST, nanoTime.getAsLong());
  }

  /**
   * Returns the newest listing if it was started at {@code notBefore} or later, and makes a new one
   * otherwise.
   *
   * @throws StoreFailure if the listing fails, or failed just now; the more listings fail in a row,
   *     the longer a failure stands
   */
  RegionSnapshot since(long notBefore) {
    return known(notBefore).orElseGet(() -> newer(notBefore));
  }

  private Optional<RegionSnapshot> known(long notBefore) {
    return latest.filter(listing -> listing.startedAt() - notBefore >= 0);
  }

  private RegionSnapshot newer(long notBefore) {
    newCallers.incrementAndGet();
    lock.lock();
    try {
      return known(notBefore).orElseGet(this::listInTurn);
    } finally {
      lock.unlock();
    }
  }

  private RegionSnapshot listInTurn() {
    failed.filter(this::stands).ifPresent(RegionInventory::failAgain);
    waitForTurn();
    return listNow();
  }

  /** Seconds since the newest successful listing was started; NaN before the first. */
  double ageInSeconds() {
    return latest
        .map(listing -> (nanoTime.getAsLong() - listing.startedAt()) / NANOS_PER_SECOND)
        .orElse(Double.NaN);
  }

  /** How many profiles the newest successful listing has; NaN before the first. */
  double size() {
    return latest.map(listing -> (double) listing.byArn().size()).orElse(Double.NaN);
  }

  /** A failure expires even for a caller that accepts a listing of any age. */
  private boolean stands(Failed before) {
    return before.standsUntil - nanoTime.getAsLong() > 0
        && before.sessionChanges == sessionChanges.getAsLong();
  }

  private static void failAgain(Failed before) {
    throw before.failure;
  }

  private void waitForTurn() {
    for (var wait = untilTurn(); wait.isPositive() && canPause(); wait = untilTurn()) {
      pause.pause(wait.compareTo(GLANCE) < 0 ? wait : GLANCE);
    }
    allowance.take(nanoTime.getAsLong());
  }

  /** A pause of an interrupted thread ends at once, so waiting would spin. */
  private static boolean canPause() {
    return !Thread.currentThread().isInterrupted();
  }

  private Duration untilTurn() {
    allowance.bringForward(BROUGHT_FORWARD.multipliedBy(newCallers.getAndSet(0)));
    return allowance.untilNext(nanoTime.getAsLong());
  }

  private RegionSnapshot listNow() {
    var startedAt = new AtomicLong(nanoTime.getAsLong());
    var changesBefore = sessionChanges.getAsLong();
    try {
      var profiles = list.apply(() -> startedAt.set(nanoTime.getAsLong()));
      var listing = RegionSnapshot.of(startedAt.get(), profiles);
      latest = Optional.of(listing);
      failed = Optional.empty();
      return listing;
    } catch (StoreFailure failure) {
      var inARow = failed.map(Failed::inARow).orElse(0) + 1;
      var doublings = Math.min(inARow - 1, LONGEST_REFUSAL_DOUBLINGS);
      var standsUntil =
          nanoTime.getAsLong() + FIRST_REFUSAL.multipliedBy(1L << doublings).toNanos();
      failed = Optional.of(new Failed(standsUntil, inARow, changesBefore, failure));
      throw failure;
    }
  }
}
