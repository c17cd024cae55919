package io.bedrockoperator.simulation;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.Owner;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Knows whose each profile really is, and sees at once when there are two, or when a stranger's is
 * touched.
 */
final class Ledger {

  private static final Duration LOOK_TO_CALL = Duration.ofSeconds(20);

  private final SimulatedAccounts accounts;
  private final Predicate<String> wanted;
  private final VirtualTimeline time;
  private final Map<String, Long> ownedSinceByArn = new HashMap<>();
  private final Map<String, Owner> ownerByArn = new HashMap<>();
  private final Map<String, Set<String>> ownersByArn = new HashMap<>();
  private final Set<String> regions = new TreeSet<>();
  private final Set<String> strangers = new HashSet<>();
  private final Map<String, Set<String>> foreignKeysByArn = new HashMap<>();
  private final Set<String> takenOver = new HashSet<>();
  private final Set<String> adopting = new HashSet<>();
  private final Set<String> forged = new HashSet<>();
  private final Map<String, Set<String>> putKeysByArn = new HashMap<>();
  private final Counts calls = new Counts();
  private boolean seesTwins = true;

  /**
   * Nobody's yet.
   *
   * @param wanted whether the resource of that uid exists and is not being deleted
   */
  Ledger(SimulatedAccounts accounts, VirtualTimeline time, Predicate<String> wanted) {
    this.accounts = accounts;
    this.time = time;
    this.wanted = wanted;
  }

  /** From now on, profiles of one resource may live side by side. */
  void allowTwins() {
    seesTwins = false;
  }

  void called(String operation) {
    calls.count(operation);
  }

  Map<String, Integer> calls() {
    return calls.counts();
  }

  /** The owner tags of this owner were written on that profile. */
  void belongs(String arn, Owner owner) {
    var isAdoption = strangers.contains(arn) || isAnothers(arn, owner);
    if (isAdoption && !adopting.contains(owner.uid())) {
      throw new Violation("%s was taken, which is not to be adopted by %s".formatted(arn, owner));
    }
    var before = Optional.ofNullable(ownerByArn.put(arn, owner));
    if (strangers.remove(arn) || before.filter(other -> !other.equals(owner)).isPresent()) {
      takenOver.add(arn);
    }
    know(arn);
    ownersByArn.computeIfAbsent(arn, unseen -> new HashSet<>()).add(owner.uid());
    if (!before.equals(Optional.of(owner))) {
      ownedSinceByArn.put(arn, time.nanoTime());
    }
  }

  private boolean isAnothers(String arn, Owner owner) {
    return Optional.ofNullable(ownerByArn.get(arn))
        .filter(before -> !before.isEarlierLifeOf(owner))
        .filter(before -> !justTaken(arn))
        .isPresent();
  }

  private void know(String arn) {
    regions.add(Arn.parse(arn).orElseThrow().region());
  }

  /** The user of this resource may have, and asked for, a profile that is there already. */
  void mayAdopt(String uid) {
    adopting.add(uid);
  }

  /** It was not created for the resource that owns it now. */
  boolean wasTakenOver(String arn) {
    return takenOver.contains(arn);
  }

  void belongsToStranger(String arn) {
    strangers.add(arn);
    know(arn);
  }

  void taggedByStranger(String arn, String key) {
    foreignKeysByArn.computeIfAbsent(arn, unseen -> new HashSet<>()).add(key);
  }

  /** Somebody wrote the status of that resource: what it told is lost. */
  void statusIsForged(String uid) {
    forged.add(uid);
  }

  boolean isForged(String uid) {
    return forged.contains(uid);
  }

  /**
   * Whether it cannot be told any more that the resource created its profile: the status said so,
   * and the spec asks for an adoption.
   */
  boolean originIsForgotten(InferenceProfile resource) {
    return isForged(resource.getMetadata().getUid()) && resource.getSpec().adopt() != null;
  }

  /** These tags were put on the profile, by its creation or later. */
  void tagged(String arn, Set<String> keys) {
    putKeysByArn.computeIfAbsent(arn, unseen -> new HashSet<>()).addAll(keys);
  }

  /**
   * The keys on the profile that the operator put there, and has to remove unless the spec wants
   * them.
   */
  Set<String> leftOver(Held profile, String uid) {
    var keys = new TreeSet<>(putKeysByArn.getOrDefault(profile.profile().arn(), Set.of()));
    keys.retainAll(profile.tags().keySet());
    keys.removeIf(Owner::isOwnerTag);
    return isForged(uid) || takenOver.contains(profile.profile().arn()) ? new TreeSet<>() : keys;
  }

  /** It is that resource's, or was: who loses a profile knows it within a resync. */
  boolean mayName(String arn, String uid) {
    return !seesTwins || ownersByArn.getOrDefault(arn, Set.of(uid)).contains(uid);
  }

  void mayDelete(String arn) {
    if (strangers.contains(arn)) {
      throw new Violation("the stranger's profile %s is being deleted".formatted(arn));
    }
    var owner = ownerByArn.get(arn);
    if (owner != null && wanted.test(owner.uid()) && !justTaken(arn)) {
      throw new Violation(
          "the profile %s is being deleted, and its resource wants it".formatted(arn));
    }
  }

  /** AWS cannot write on a condition: who takes a profile between the look and the call, loses. */
  private boolean justTaken(String arn) {
    return time.nanoTime() - ownedSinceByArn.getOrDefault(arn, 0L) < LOOK_TO_CALL.toNanos();
  }

  /** At this moment, whatever Bedrock shows. */
  boolean lives(String arn) {
    return living().anyMatch(held -> held.profile().arn().equals(arn));
  }

  private Stream<Held> living() {
    return accounts.all().stream()
        .flatMap(
            account ->
                regions.stream().flatMap(region -> account.outside(region).profiles().stream()));
  }

  private Optional<String> uidOf(Held held) {
    return Optional.ofNullable(ownerByArn.get(held.profile().arn())).map(Owner::uid);
  }

  List<Held> livingOf(String uid) {
    return living().filter(held -> uidOf(held).filter(uid::equals).isPresent()).toList();
  }

  /** Invariant 1, at every moment. */
  void checkLiving() {
    if (!seesTwins) {
      return;
    }
    var arnByUid = new HashMap<String, String>();
    living()
        .forEach(
            held -> {
              var arn = held.profile().arn();
              var other = uidOf(held).map(uid -> arnByUid.put(uid, arn));
              if (other.isPresent()) {
                throw new Violation(
                    "two profiles live for the resource %s: %s and %s"
                        .formatted(uidOf(held).orElseThrow(), other.get(), arn));
              }
            });
  }

  /**
   * A resource that was applied again takes the profile that its earlier life left, and creates no
   * other.
   */
  void checkFoundAgain(DesiredProfile wanted, EmulatedAccount account) {
    if (!seesTwins) {
      return;
    }
    for (var held : account.outside(wanted.region()).named(wanted.name())) {
      var owner = Owner.namedBy(held.tags());
      if (owner.isEarlierLifeOf(wanted.owner()) && !owner.uid().equals(wanted.owner().uid())) {
        throw new Violation(
            "a profile was created for %s, and that of its earlier life %s is there"
                .formatted(wanted.owner().uid(), owner.uid()));
      }
    }
  }

  /** Invariant 3, and the strangers' half of 2. */
  void checkStrangers() {
    var living = new HashMap<String, Held>();
    living().forEach(held -> living.put(held.profile().arn(), held));
    for (var arn : strangers) {
      if (!living.containsKey(arn)) {
        throw new Violation("the stranger's profile %s is gone".formatted(arn));
      }
    }
    foreignKeysByArn.forEach(
        (arn, keys) -> {
          if (living.containsKey(arn) && !living.get(arn).tags().keySet().containsAll(keys)) {
            throw new Violation("the strangers' tags %s on %s are gone".formatted(keys, arn));
          }
        });
  }
}
