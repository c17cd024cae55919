package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.OperationError;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What this process remembers of one resource between reconciliations. None of it has to survive a
 * restart: without it, a reconciliation only reads more often. All times are nanoseconds of a
 * monotonic clock, so that a change of the wall clock has no effect.
 *
 * @param firstSeen when this process first saw the resource; until then, another process may have
 *     created a profile for it
 * @param bareSeen when this process began to add the finalizer; nothing had been created by then
 * @param arn the profile that the status last named
 * @param lastChange when the last create call of this process ended, or when the status came to
 *     name another profile, which another process created
 * @param lastFailure when the last create or tag call that failed ended; AWS may act later on an
 *     attempt of it that got no answer
 * @param missingSince when that profile was first found missing
 * @param attempts consecutive reconciliations that did not come to rest
 * @param tokenRotated whether the present token has not been sent yet
 * @param nameStands whether the name was reported as taken, and no create call was sent since
 * @param nameRefusal present if AWS refused the last create call because of its name, and no
 *     reconciliation has looked up yet who holds it
 * @param sentTagKeys keys of user tags that create calls of this process may have put on a profile
 *     that the status does not name yet
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
   * further behind, and AWS has long acted on any call that this process gave up. It is also how
   * long AWS is trusted to remember a request token.
   */
  public static final Duration SETTLING = Duration.ofSeconds(20);

  /**
   * AWS called the name taken.
   *
   * @param nothingBefore whether nothing can have been created for the resource before that call
   *     either
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

  /**
   * Whether nothing can have been created for the resource, or only so recently that the token
   * makes a repeated create call harmless.
   */
  boolean fresh(long now) {
    return bareSeen.isPresent() && now - bareSeen.getAsLong() < SETTLING.toNanos();
  }

  /** Whether whatever was created is visible by now, so that the absence of a profile counts. */
  boolean settled(long now) {
    return untilSettled(now).isZero();
  }

  /** Whether the resource is fresh and no create call was made. */
  boolean untouched(long now) {
    return fresh(now) && lastChange.isEmpty();
  }

  /** Whether the next create call may repeat a token that was sent before. */
  boolean mayRepeat() {
    return bareSeen.isEmpty() || lastChange.isPresent();
  }

  /**
   * Whether no profile can exist that is not visible yet: either none was ever created, or the last
   * creation is long enough ago. After a failed reconciliation, another process may have created
   * one, even if this process did not.
   */
  boolean nothingHidden(long now) {
    return settled(now) || (untouched(now) && attempts == 0);
  }

  /** Whether AWS can no longer act on a call that failed in this process. */
  boolean nothingLate(long now) {
    return lastFailure.isEmpty() || now - lastFailure.getAsLong() >= SETTLING.toNanos();
  }

  /**
   * The time until AWS can no longer act on a call that failed in this process or in an earlier
   * one.
   */
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

  /**
   * Whether another read that finds nothing confirms the loss: the first such read counted, and is
   * long enough ago.
   */
  boolean missingConfirmed(long now) {
    return missingSince.isPresent() && now - missingSince.getAsLong() >= SETTLING.toNanos();
  }

  ReconcileMemory sawBare(long now) {
    return with(next -> next.bareSeen = OptionalLong.of(now));
  }

  /**
   * Takes over the ARN that the status names. What is remembered of one profile does not apply to
   * another.
   */
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

  /** The profile that holds the name may be the resource's own, and not visible yet. */
  ReconcileMemory refusedName(NameRefusal refusal) {
    return with(next -> next.nameRefusal = Optional.of(refusal));
  }

  /** The status reports that the name is taken. */
  ReconcileMemory reportedName() {
    return with(next -> next.nameStands = true);
  }

  /** A plan has taken the refusal of the name into account. */
  ReconcileMemory plannedWithNameRefusal() {
    return with(next -> next.nameRefusal = Optional.empty());
  }

  ReconcileMemory failedToTag(long now) {
    return with(next -> next.lastFailure = OptionalLong.of(now));
  }

  /** AWS refused the only request that was sent, and so created nothing. */
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

  /** A mutable copy that becomes the next memory. */
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

    /** A create call was sent with the present token. */
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
