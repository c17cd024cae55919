package io.bedrockoperator.simulation;

import io.bedrockoperator.emulator.BedrockAccount;
import io.bedrockoperator.emulator.Held;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.Owner;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows whose each profile really is, and sees at once when there are two, or when a stranger's is
 * touched.
 */
final class Ledger {

  private static final Duration VISIBLE_AFTER = Duration.ofSeconds(20);
  private static final Duration LOOK_TO_CALL = Duration.ofSeconds(20);

  private final BedrockAccount account;
  private final String region;
  private final Predicate<String> wanted;
  private final Timeline time;
  private final Map<String, Long> ownedSinceByArn = new HashMap<>();
  private final Map<String, String> ownerByArn = new HashMap<>();
  private final Set<String> strangers = new HashSet<>();
  private final Map<String, Set<String>> foreignKeysByArn = new HashMap<>();
  private final Set<String> adopting = new HashSet<>();
  private int calls;

  /**
   * Nobody's yet.
   *
   * @param wanted whether the resource of that uid exists and is not being deleted
   */
  Ledger(BedrockAccount account, String region, Timeline time, Predicate<String> wanted) {
    this.account = account;
    this.region = region;
    this.time = time;
    this.wanted = wanted;
  }

  void called() {
    calls++;
  }

  int calls() {
    return calls;
  }

  void belongs(String arn, String uid) {
    if (strangers.contains(arn) && !adopting.contains(uid)) {
      throw new Violation("the stranger's profile %s was taken".formatted(arn));
    }
    strangers.remove(arn);
    if (!uid.equals(ownerByArn.put(arn, uid))) {
      ownedSinceByArn.put(arn, time.nanoTime());
    }
  }

  /** The user of this resource asked for a profile that is there already. */
  void mayAdopt(String uid) {
    adopting.add(uid);
  }

  void belongsToStranger(String arn) {
    strangers.add(arn);
  }

  void taggedByStranger(String arn, String key) {
    foreignKeysByArn.computeIfAbsent(arn, unseen -> new HashSet<>()).add(key);
  }

  void mayDelete(String arn) {
    if (strangers.contains(arn)) {
      throw new Violation("the stranger's profile %s is being deleted".formatted(arn));
    }
    var owner = ownerByArn.get(arn);
    if (owner != null && wanted.test(owner) && !justTaken(arn)) {
      throw new Violation(
          "the profile %s is being deleted, and its resource wants it".formatted(arn));
    }
  }

  /** AWS cannot delete on a condition: who takes a profile between the look and the call, loses. */
  private boolean justTaken(String arn) {
    return time.nanoTime() - ownedSinceByArn.getOrDefault(arn, 0L) < LOOK_TO_CALL.toNanos();
  }

  List<Held> livingOf(String uid) {
    return account.outside(region).profiles().stream()
        .filter(held -> uid.equals(ownerByArn.get(held.profile().arn())))
        .toList();
  }

  /** Invariant 1, at every moment. */
  void checkLiving() {
    for (var uid : Set.copyOf(ownerByArn.values())) {
      var living = livingOf(uid);
      if (living.size() > 1) {
        throw new Violation(
            "%d profiles live for the resource %s: %s"
                .formatted(
                    living.size(),
                    uid,
                    living.stream().map(held -> held.profile().arn()).toList()));
      }
    }
  }

  /**
   * A resource that was applied again takes the profile that its earlier life left, and creates no
   * other; unless that one was created so recently that nobody can see it yet.
   */
  void checkFoundAgain(DesiredProfile wanted) {
    for (var held : account.outside(region).named(wanted.name())) {
      var owner = Owner.namedBy(held.tags());
      var visible =
          Duration.between(held.profile().createdAt(), time.instant()).compareTo(VISIBLE_AFTER) > 0;
      if (visible
          && owner.isEarlierLifeOf(wanted.owner())
          && !owner.uid().equals(wanted.owner().uid())) {
        throw new Violation(
            "a profile was created for %s, and that of its earlier life %s is there"
                .formatted(wanted.owner().uid(), owner.uid()));
      }
    }
  }

  /** Invariant 3, and the strangers' half of 2. */
  void checkStrangers() {
    var living = new HashMap<String, Held>();
    account.outside(region).profiles().forEach(held -> living.put(held.profile().arn(), held));
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
