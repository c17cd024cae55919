package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.OperationError;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What this process remembers of one resource between reconciliations. None of it has to survive:
 * without it, a reconciliation only looks more often. All times are nanoseconds of a monotonic
 * clock, so that a moved wall clock changes nothing.
 *
 * @param firstSeen until then another process may have created a profile for the resource
 * @param bareSeen when this process began to add the finalizer, and so nothing was created yet
 * @param arn the profile that the status named last
 * @param lastChange when the last create call of this process ended, or the status came to name
 *     another profile, which another process created
 * @param lastFailure when the last create or tag call ended that failed; one of its attempts may
 *     have got no answer, and AWS may act on it later
 * @param missingSince when that profile was first found missing
 * @param attempts reconciliations in a row that did not come to rest
 * @param tokenRotated the token in force was not tried yet
 * @param nameStands it was reported that the name is taken, and no create was tried since
 * @param nameRefusal the last create was refused because of its name, and nobody has looked yet
 *     whose it is
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
    boolean tokenRotated,
    boolean nameStands,
    Optional<NameRefusal> nameRefusal,
    Set<String> sentTagKeys) {

  /**
   * After this time, whatever was created is visible: reads of Bedrock were never seen to lag
   * further behind, and AWS has long acted on a call that this process gave up. It is also how long
   * the request token is trusted to be remembered.
   */
  public static final Duration SETTLING = Duration.ofSeconds(20);

  /**
   * AWS called the name taken.
   *
   * @param nothingBefore nothing can have been created for the resource before either
   */
  record NameRefusal(OperationError error, boolean nothingBefore) {}

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
        false,
        Optional.empty(),
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
   * reconciliation that failed may have been overtaken by another process.
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
    return with(next -> next.bareSeen = OptionalLong.of(now));
  }

  /** What is remembered of one profile says nothing of another. */
  ReconcileMemory recorded(Optional<String> named, long now) {
    return named.equals(arn)
        ? this
        : changed(now)
            .with(
                next -> {
                  next.arn = named;
                  next.sentTagKeys = Set.of();
                });
  }

  ReconcileMemory created(long now, Set<String> tagKeys) {
    return changed(now).sent(tagKeys);
  }

  ReconcileMemory failedToCreate(long now, Set<String> tagKeys) {
    return changed(now).sent(tagKeys).failedToTag(now);
  }

  /** Who holds the name may be ours, and not visible yet. */
  ReconcileMemory refusedName(NameRefusal refusal) {
    return with(next -> next.nameRefusal = Optional.of(refusal));
  }

  /** It is reported that the name is taken. */
  ReconcileMemory reportedName() {
    return with(next -> next.nameStands = true);
  }

  /** What was planned took the refusal of the name into account. */
  ReconcileMemory plannedWithNameRefusal() {
    return with(next -> next.nameRefusal = Optional.empty());
  }

  ReconcileMemory failedToTag(long now) {
    return with(next -> next.lastFailure = OptionalLong.of(now));
  }

  /** AWS said no to the one request that was sent, and so created nothing. */
  ReconcileMemory refusedToCreate() {
    return with(Draft::tried);
  }

  private ReconcileMemory sent(Set<String> tagKeys) {
    var either = new HashSet<>(sentTagKeys);
    either.addAll(tagKeys);
    return with(next -> next.sentTagKeys = Set.copyOf(either));
  }

  private ReconcileMemory changed(long now) {
    return with(
        next -> {
          next.lastChange = OptionalLong.of(now);
          next.missingSince = OptionalLong.empty();
          next.tried();
        });
  }

  ReconcileMemory missing(long now) {
    return settled(now)
        ? with(next -> next.missingSince = OptionalLong.of(missingSince.orElse(now)))
        : this;
  }

  ReconcileMemory found() {
    return with(next -> next.missingSince = OptionalLong.empty());
  }

  ReconcileMemory attempted() {
    return with(next -> next.attempts = attempts + 1);
  }

  ReconcileMemory rested() {
    return with(next -> next.attempts = 0);
  }

  ReconcileMemory rotatedToken() {
    return with(next -> next.tokenRotated = true);
  }

  private ReconcileMemory with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.finished(firstSeen);
  }

  /** The next memory, while it is being changed. */
  private static final class Draft {

    private OptionalLong bareSeen;
    private Optional<String> arn;
    private OptionalLong lastChange;
    private OptionalLong lastFailure;
    private OptionalLong missingSince;
    private int attempts;
    private boolean tokenRotated;
    private boolean nameStands;
    private Optional<NameRefusal> nameRefusal;
    private Set<String> sentTagKeys;

    Draft(ReconcileMemory before) {
      bareSeen = before.bareSeen;
      arn = before.arn;
      lastChange = before.lastChange;
      lastFailure = before.lastFailure;
      missingSince = before.missingSince;
      attempts = before.attempts;
      tokenRotated = before.tokenRotated;
      nameStands = before.nameStands;
      nameRefusal = before.nameRefusal;
      sentTagKeys = before.sentTagKeys;
    }

    /** A create was sent with the token in force. */
    void tried() {
      tokenRotated = false;
      nameStands = false;
    }

    ReconcileMemory finished(long firstSeen) {
      return new ReconcileMemory(
          firstSeen,
          bareSeen,
          arn,
          lastChange,
          lastFailure,
          missingSince,
          attempts,
          tokenRotated,
          nameStands,
          nameRefusal,
          sentTagKeys);
    }
  }
}
