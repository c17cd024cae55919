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
 * The listing of one Region. One call at a time: who asks meanwhile waits, and takes the answer if
 * it is young enough. So does a failure: it is everybody's.
 */
final class RegionInventory {

  /** Between two listings, on average, where few need one. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** So many may follow each other at once: a resource alone never waits. */
  private static final int BURST = 5;

  /**
   * Each who needs a listing brings the next one forward by that, or a burst of creations would
   * stand still for it: one listing more for two hundred of them.
   */
  private static final Duration BROUGHT_FORWARD = INTERVAL.dividedBy(200);

  /** How often who waits looks how many have come meanwhile. */
  private static final Duration GLANCE = Duration.ofMillis(50);

  private static final double NANOS_PER_SECOND = 1e9;

  private static final Duration FIRST_REFUSAL = Duration.ofMillis(500);
  private static final int LONGEST_REFUSAL_DOUBLINGS = 6;

  /**
   * @param sessionChanges as they were before the listing that failed
   */
  private record Failed(long standsUntil, int inARow, long sessionChanges, StoreFailure failure) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Function<Runnable, List<ObservedProfile>> list;
  private final LongSupplier sessionChanges;
  private final LongSupplier nanoTime;
  private final Sleeper pause;
  private final TokenBucket allowance;
  private final AtomicInteger comers = new AtomicInteger();

  /** Read without the lock, which is held while a listing is under way. */
  private volatile Optional<RegionSnapshot> latest = Optional.empty();

  private Optional<Failed> failed = Optional.empty();

  /**
   * @param list runs what it is given whenever its first request leaves: it may have waited long
   *     for its turn, and whoever came meanwhile is content with it
   * @param sessionChanges another number once a failure from before says nothing any more
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
   * The newest listing, if it was started at that time or later; else a new one.
   *
   * @throws StoreFailure when the listing fails, or failed just now: the longer it fails, the
   *     longer a failure stands
   */
  RegionSnapshot since(long notBefore) {
    return known(notBefore).orElseGet(() -> newer(notBefore));
  }

  private Optional<RegionSnapshot> known(long notBefore) {
    return latest.filter(listing -> listing.startedAt() - notBefore >= 0);
  }

  private RegionSnapshot newer(long notBefore) {
    comers.incrementAndGet();
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

  /** Of the newest successful listing, since it was started; not a number before the first. */
  double ageInSeconds() {
    return latest
        .map(listing -> (nanoTime.getAsLong() - listing.startedAt()) / NANOS_PER_SECOND)
        .orElse(Double.NaN);
  }

  /** How many profiles the newest successful listing has; not a number before the first. */
  double size() {
    return latest.map(listing -> (double) listing.byArn().size()).orElse(Double.NaN);
  }

  /** However old a listing may be that somebody is content with: he is not with an old failure. */
  private boolean stands(Failed before) {
    return before.standsUntil - nanoTime.getAsLong() > 0
        && before.sessionChanges == sessionChanges.getAsLong();
  }

  private static void failAgain(Failed before) {
    throw before.failure;
  }

  private void waitForTurn() {
    for (var wait = untilTurn(); wait.isPositive() && goesOn(); wait = untilTurn()) {
      pause.pause(wait.compareTo(GLANCE) < 0 ? wait : GLANCE);
    }
    allowance.take(nanoTime.getAsLong());
  }

  /** Interrupted, a pause has no length any more. */
  private static boolean goesOn() {
    return !Thread.currentThread().isInterrupted();
  }

  private Duration untilTurn() {
    allowance.bringForward(BROUGHT_FORWARD.multipliedBy(comers.getAndSet(0)));
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
