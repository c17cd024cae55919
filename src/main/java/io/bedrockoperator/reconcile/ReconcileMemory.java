package io.bedrockoperator.reconcile;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What this process remembers of one resource between passes. None of it has to survive: without
 * it, a pass only looks more often. All times are nanoseconds of a monotonic clock, so that a moved
 * wall clock changes nothing.
 *
 * @param firstSeen until then another process may have created a profile for the resource
 * @param bareSeen when this process began to add the finalizer, and so nothing was created yet
 * @param arn the profile that the status named last
 * @param lastChange when the last create call of this process ended, or the status came to name
 *     another profile, which another process created
 * @param lastFailure when the last create or tag call ended that failed; one of its attempts may
 *     have got no answer, and AWS may act on it later
 * @param missingSince when that profile was first found missing
 * @param attempts passes in a row that did not come to rest
 * @param tokenRenewed the token in force was not tried yet
 * @param sentTagKeys user tags that create calls of this process may have put on a profile that the
 *     status does not name yet
 */
public record ReconcileMemory(
    long firstSeen,
    OptionalLong bareSeen,
    Optional<String> arn,
    OptionalLong lastChange,
    OptionalLong lastFailure,
    OptionalLong missingSince,
    int attempts,
    boolean tokenRenewed,
    Set<String> sentTagKeys) {

  /**
   * After this time, whatever was created is visible: reads of Bedrock were never seen to lag
   * further behind, and AWS has long acted on a call that this process gave up. It is also how long
   * the request token is trusted to be remembered.
   */
  static final Duration SETTLING = Duration.ofSeconds(20);

  public static ReconcileMemory begin(long now) {
    return new ReconcileMemory(
        now,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        0,
        false,
        Set.of());
  }

  /** Nobody can have created anything, or so recently that the token makes a repeat harmless. */
  boolean fresh(long now) {
    return bareSeen.isPresent() && now - bareSeen.getAsLong() < SETTLING.toNanos();
  }

  /** Nobody can have created anything so recently that it is not visible yet: absence counts. */
  boolean settled(long now) {
    return untilSettled(now).isZero();
  }

  /** Fresh, and no create call was made. */
  boolean untouched(long now) {
    return fresh(now) && lastChange.isEmpty();
  }

  /** The next create call may not be the first one with its token. */
  boolean mayRepeat() {
    return bareSeen.isEmpty() || lastChange.isPresent();
  }

  /**
   * No profile can exist that is not visible: either none was ever created, or long enough ago. A
   * pass that failed may have been overtaken by another process.
   */
  boolean nothingHidden(long now) {
    return settled(now) || (untouched(now) && attempts == 0);
  }

  /** AWS acts on no call any more that failed here. */
  boolean nothingLate(long now) {
    return lastFailure.isEmpty() || now - lastFailure.getAsLong() >= SETTLING.toNanos();
  }

  /** Until AWS acts on no call any more that failed here, or in a process before. */
  Duration untilNothingLate(long now) {
    var mayBeLate = lastFailure;
    if (mayBeLate.isEmpty() && bareSeen.isEmpty()) {
      mayBeLate = OptionalLong.of(firstSeen);
    }
    var since = mayBeLate.isPresent() ? now - mayBeLate.getAsLong() : SETTLING.toNanos();
    return Duration.ofNanos(Math.max(0, SETTLING.toNanos() - since));
  }

  Duration untilSettled(long now) {
    var since = now - lastChange.orElse(firstSeen);
    return Duration.ofNanos(Math.max(0, SETTLING.toNanos() - since));
  }

  /** Two reads apart in time found nothing, and absence counts. */
  boolean missingConfirmed(long now) {
    return missingSince.isPresent() && now - missingSince.getAsLong() >= SETTLING.toNanos();
  }

  ReconcileMemory sawBare(long now) {
    return new ReconcileMemory(
        firstSeen,
        OptionalLong.of(now),
        arn,
        lastChange,
        lastFailure,
        missingSince,
        attempts,
        tokenRenewed,
        sentTagKeys);
  }

  /** What is remembered of one profile says nothing of another. */
  ReconcileMemory recorded(Optional<String> named, long now) {
    return named.equals(arn) ? this : changed(named, now, lastFailure, Set.of());
  }

  ReconcileMemory created(long now, Set<String> tagKeys) {
    return changed(arn, now, lastFailure, sentWith(tagKeys));
  }

  ReconcileMemory failedToCreate(long now, Set<String> tagKeys) {
    return changed(arn, now, OptionalLong.of(now), sentWith(tagKeys));
  }

  ReconcileMemory failedToTag(long now) {
    return new ReconcileMemory(
        firstSeen,
        bareSeen,
        arn,
        lastChange,
        OptionalLong.of(now),
        missingSince,
        attempts,
        tokenRenewed,
        sentTagKeys);
  }

  /** AWS said no to the one request that was sent, and so created nothing. */
  ReconcileMemory refusedToCreate() {
    return new ReconcileMemory(
        firstSeen,
        bareSeen,
        arn,
        lastChange,
        lastFailure,
        missingSince,
        attempts,
        false,
        sentTagKeys);
  }

  private Set<String> sentWith(Set<String> tagKeys) {
    var either = new HashSet<>(sentTagKeys);
    either.addAll(tagKeys);
    return Set.copyOf(either);
  }

  private ReconcileMemory changed(
      Optional<String> named, long now, OptionalLong failure, Set<String> sent) {
    return new ReconcileMemory(
        firstSeen,
        bareSeen,
        named,
        OptionalLong.of(now),
        failure,
        OptionalLong.empty(),
        attempts,
        false,
        sent);
  }

  ReconcileMemory missing(long now) {
    var since = settled(now) ? OptionalLong.of(missingSince.orElse(now)) : missingSince;
    return missingSince(since);
  }

  ReconcileMemory found() {
    return missingSince(OptionalLong.empty());
  }

  private ReconcileMemory missingSince(OptionalLong since) {
    return new ReconcileMemory(
        firstSeen,
        bareSeen,
        arn,
        lastChange,
        lastFailure,
        since,
        attempts,
        tokenRenewed,
        sentTagKeys);
  }

  ReconcileMemory attempted() {
    return attempts(attempts + 1);
  }

  ReconcileMemory rested() {
    return attempts(0);
  }

  private ReconcileMemory attempts(int count) {
    return new ReconcileMemory(
        firstSeen,
        bareSeen,
        arn,
        lastChange,
        lastFailure,
        missingSince,
        count,
        tokenRenewed,
        sentTagKeys);
  }

  ReconcileMemory renewedToken() {
    return new ReconcileMemory(
        firstSeen,
        bareSeen,
        arn,
        lastChange,
        lastFailure,
        missingSince,
        attempts,
        true,
        sentTagKeys);
  }
}
