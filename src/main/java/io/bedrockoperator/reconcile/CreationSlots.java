package io.bedrockoperator.reconcile;

import static java.util.stream.Collectors.toMap;

import io.bedrockoperator.account.Account;
import io.bedrockoperator.account.AccountChoice;
import io.bedrockoperator.account.AccountTerms;
import io.bedrockoperator.account.Tenancy;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.plan.Action.Refusal;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ensures that no namespace has more profiles in an account than the account allows. The oldest
 * resources come first. One that was refused for another cause has no slot meanwhile. Thread-safe.
 */
final class CreationSlots {

  private static final Comparator<InferenceProfile> OLDEST_FIRST =
      Comparator.<InferenceProfile, String>comparing(
              resource -> String.valueOf(resource.getMetadata().getCreationTimestamp()))
          .thenComparing(resource -> resource.getMetadata().getUid());

  /**
   * What may be wrong with one resource alone. Where a quota is used up or the account cannot be
   * used, the oldest resource stays the first.
   */
  private static final Set<Reason> REFUSALS =
      Set.of(
          Reason.INVALID_SPEC,
          Reason.TOO_MANY_TAGS,
          Reason.SOURCE_NOT_FOUND,
          Reason.NAME_CONFLICT,
          Reason.ADOPTION_REFUSED,
          Reason.ACCESS_DENIED);

  private final Lock taking = new ReentrantLock();
  private final Tenancy tenancy;
  private final SpecParser specs;

  /**
   * The account in which each resource may be about to create a profile, which the watch does not
   * show yet.
   */
  private final ConcurrentMap<String, String> accountByUid = new ConcurrentHashMap<>();

  CreationSlots(Tenancy tenancy, SpecParser specs) {
    this.tenancy = tenancy;
    this.specs = specs;
  }

  /**
   * Returns why the resource may not create a profile. If it may, it holds a slot until {@link
   * #free}.
   */
  Optional<Action.Refuse> refusal(InferenceProfile resource, AccountTerms terms) {
    var account = terms.account();
    if (account.isEmpty() || account.get().maxProfilesPerNamespace().isEmpty()) {
      return Optional.empty();
    }
    var most = account.get().maxProfilesPerNamespace().getAsInt();
    if (takesSlot(resource, account.get(), most)) {
      return Optional.empty();
    }
    return Optional.of(
        new Action.Refuse(
            Refusal.QUOTA_EXCEEDED,
            ("The BedrockAccount %s allows the namespace %s %d profiles"
                    + " (spec.maxProfilesPerNamespace), which others have or, being older, get"
                    + " first: delete one of those, or have more allowed")
                .formatted(account.get().name(), resource.getMetadata().getNamespace(), most)));
  }

  private boolean takesSlot(InferenceProfile resource, Account account, int most) {
    taking.lock();
    try {
      var isFree = before(resource, account, most) < most;
      if (isFree) {
        accountByUid.put(uid(resource), account.uid());
      }
      return isFree;
    } finally {
      taking.unlock();
    }
  }

  /**
   * Whether a reconciliation left the slot of the resource to others. If it wrote nothing, the
   * resource stands as before, and has left it already.
   */
  static boolean isLeft(InferenceProfile before, InferenceProfile now) {
    var isChanged =
        !Objects.equals(
            before.getMetadata().getResourceVersion(), now.getMetadata().getResourceVersion());
    return isChanged
        && !now.hasFinalizer(InferenceProfile.FINALIZER)
        && (before.hasFinalizer(InferenceProfile.FINALIZER) || isRefused(now));
  }

  /** Whether the present spec was refused, and no profile is recorded. */
  private static boolean isRefused(InferenceProfile resource) {
    return StatusReader.record(resource).arn().isEmpty()
        && StatusReader.isCurrent(resource)
        && StatusReader.reason(resource).filter(REFUSALS::contains).isPresent();
  }

  /**
   * Returns the resources that a free slot in that namespace is for: the oldest refused resource of
   * each account.
   */
  Collection<InferenceProfile> oldestRefused(String namespace) {
    return tenancy
        .directory()
        .profilesIn(namespace)
        .filter(resource -> !resource.isMarkedForDeletion())
        .filter(resource -> !resource.hasFinalizer(InferenceProfile.FINALIZER))
        .filter(
            resource -> StatusReader.reason(resource).equals(Optional.of(Reason.QUOTA_EXCEEDED)))
        .collect(
            toMap(
                resource -> StatusReader.record(resource).pin(),
                Function.identity(),
                BinaryOperator.minBy(OLDEST_FIRST)))
        .values();
  }

  /** Frees the slot of the resource: whatever it created is visible by now. */
  void free(String uid) {
    accountByUid.remove(uid);
  }

  /** Stops counting at the limit, since it is expensive to find out what other resources want. */
  private long before(InferenceProfile resource, Account account, int most) {
    return tenancy
        .directory()
        .profilesIn(resource.getMetadata().getNamespace())
        .filter(other -> !uid(other).equals(uid(resource)))
        .filter(
            holds(account)
                .or(other -> account.uid().equals(accountByUid.get(uid(other))))
                .or(other -> comesFirst(other, resource) && wantsOneIn(account, other)))
        .limit(most)
        .count();
  }

  private static Predicate<InferenceProfile> holds(Account account) {
    return other ->
        other.hasFinalizer(InferenceProfile.FINALIZER)
            && StatusReader.record(other).pin().equals(Optional.of(account.pin()));
  }

  private static boolean comesFirst(InferenceProfile other, InferenceProfile resource) {
    return OLDEST_FIRST.compare(other, resource) < 0;
  }

  private boolean wantsOneIn(Account account, InferenceProfile other) {
    return !other.hasFinalizer(InferenceProfile.FINALIZER)
        && !other.isMarkedForDeletion()
        && !isRefused(other)
        && tenancy.choose(other, Optional.empty(), false)
            instanceof AccountChoice.Chosen(var chosen)
        && chosen.uid().equals(account.uid())
        && specs.read(other)
            instanceof ParseResult.Understood<ParsedSpec>(ParsedSpec(var desired, var publication))
        && creates(desired)
        && isAllowed(desired, account)
        && !StatusReader.record(other).isRefused(Subject.SPEC, StatusReader.generation(other));
  }

  private static boolean creates(DesiredState desired) {
    return desired.adoption().isEmpty() && !desired.suspended() && !desired.observesOnly();
  }

  private boolean isAllowed(DesiredState desired, Account account) {
    var namespace = tenancy.directory().namespace(desired.owner().namespace());
    var terms = AccountTerms.of(account, namespace);
    return terms.refusal(desired).isEmpty() && terms.creationRefusal(terms.bind(desired)).isEmpty();
  }

  private static String uid(InferenceProfile resource) {
    return resource.getMetadata().getUid();
  }
}
