package io.bedrockoperator.simulation;

import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.EmulatorSettings.DeadToken;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TagIndex;
import io.bedrockoperator.simulation.Step.StrangerWritesConfigMap.Deed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes up schedules; the same seed makes the same one. */
final class Schedules {

  private static final int RESOURCES = 2;
  private static final Kind[] FAILURES = {
    Kind.UNAVAILABLE, Kind.UNAVAILABLE, Kind.THROTTLED, Kind.DENIED, Kind.UNEXPECTED, Kind.QUOTA
  };

  private static final List<DeadToken> DEAD_TOKENS = List.of(DeadToken.values());

  private static final List<String> CONFIG_MAPS = List.of("config-a", "config-b");
  private static final Step.ChangeAccount.Change[] ACCOUNT_DEEDS =
      Step.ChangeAccount.Change.values();
  private static final Deed[] CONFIG_MAP_DEEDS = Deed.values();

  /** In milliseconds. */
  private static final int LONGEST_LAG = 10_000;

  private static final int LONGEST_LAG_BEYOND_SETTLING = 300_000;

  private final long seed;
  private final int longestLag;
  private final boolean rollouts;
  private final SplittableRandom random;

  private Schedules(long seed, int longestLag, boolean rollouts) {
    this.seed = seed;
    this.longestLag = longestLag;
    this.rollouts = rollouts;
    this.random = new SplittableRandom(seed);
  }

  static Schedule of(long seed) {
    return new Schedules(seed, LONGEST_LAG, false).make();
  }

  /** Of a family of their own: a deployment, and no other resources. */
  static Schedule ofRollouts(long seed) {
    return new Schedules(seed, LONGEST_LAG, true).make();
  }

  /** Of a family of their own: reads, lists or deletes may lag for minutes. */
  static Schedule beyondSettling(long seed) {
    return new Schedules(seed, LONGEST_LAG_BEYOND_SETTLING, false).make();
  }

  private Schedule make() {
    var steps = new ArrayList<Step>();
    var count = 3 + random.nextInt(12);
    for (var i = 0; i < count; i++) {
      steps.add(i == 0 ? first() : i == 1 && random.nextInt(3) != 0 ? second() : step());
      if (random.nextInt(3) == 0) {
        steps.add(new Step.Wait(pause()));
      }
    }
    return new Schedule(seed, world(), steps);
  }

  private Step first() {
    return rollouts ? roll() : apply();
  }

  private Step second() {
    return rollouts ? roll() : publish();
  }

  private Schedule.World world() {
    return new Schedule.World(
        random.nextBoolean(),
        lag(),
        lag(),
        lag(),
        random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(1),
        DEAD_TOKENS.get(random.nextInt(DEAD_TOKENS.size())),
        random.nextBoolean(),
        random.nextInt(4) == 0 ? Duration.ofSeconds(random.nextInt(90)) : Duration.ZERO,
        random.nextInt(3) == 0,
        tagIndex(),
        random.nextInt(4) != 0,
        random.nextBoolean());
  }

  private TagIndex tagIndex() {
    return new TagIndex(Duration.ofSeconds(random.nextInt(600)), random.nextInt(4) == 0);
  }

  private Duration lag() {
    return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(longestLag));
  }

  private Duration pause() {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ofMillis(random.nextInt(500));
      case 1 -> Duration.ofSeconds(random.nextInt(10));
      case 2 -> Duration.ofSeconds(random.nextInt(90));
      default -> Duration.ofMinutes(random.nextInt(30));
    };
  }

  private Duration downtime() {
    return random.nextInt(3) == 0 ? Duration.ofSeconds(random.nextInt(300)) : Duration.ofSeconds(1);
  }

  private int resource() {
    return random.nextInt(RESOURCES);
  }

  private Step.Apply apply() {
    return new Step.Apply(resource(), region(), random.nextInt(5) == 0, random.nextInt(5) == 0);
  }

  private String region() {
    return random.nextInt(3) == 0 ? Manifest.OTHER_REGION : Manifest.REGION;
  }

  private Step step() {
    return random.nextInt(2) == 0 ? new Step.Trouble(random.nextInt(8), fate()) : deed();
  }

  private Step deed() {
    return rollouts ? deedOfRollout() : deedOfProfile();
  }

  private Step deedOfRollout() {
    return switch (random.nextInt(15)) {
      case 0, 1, 2, 3, 4, 5 -> roll();
      case 6 -> new Step.DeleteDeployment();
      case 7 -> new Step.StrangerDeletesRevision(random.nextBoolean());
      case 8 -> new Step.StrangerForgetsRollout();
      case 9 -> new Step.StartReplica();
      case 10 -> new Step.CutWatch(Duration.ofSeconds(random.nextInt(60)));
      case 11, 12, 13 -> changeAccount();
      default -> new Step.MoveClock(Duration.ofMinutes(random.nextInt(240) - 120));
    };
  }

  private Step.Roll roll() {
    return new Step.Roll(random.nextInt(Rollout.MODELS.size()), random.nextInt(3));
  }

  private Step deedOfProfile() {
    return switch (random.nextInt(32)) {
      case 0, 1, 2 -> apply();
      case 3, 4 -> new Step.ChangeTag(resource(), random.nextInt(3), random.nextInt(3));
      case 5 -> new Step.RemoveTags(resource());
      case 6 -> new Step.Suspend(resource(), random.nextBoolean());
      case 7, 8 -> new Step.Delete(resource());
      case 9 -> new Step.AskForReconcile(resource());
      case 10, 11 -> new Step.StrangerDeletes(resource());
      case 12 -> new Step.StrangerTags(resource(), random.nextInt(3));
      case 13 ->
          random.nextBoolean() ? new Step.StrangerTakesName(resource()) : new Step.StartReplica();
      case 14 -> new Step.ApplyAdopting(resource(), region(), resource(), random.nextBoolean());
      case 15 -> new Step.ChangeDeletionPolicy(resource(), random.nextBoolean());
      case 16 -> new Step.Observe(resource(), random.nextBoolean());
      case 17 -> new Step.StrangerWritesStatus(resource(), random.nextBoolean());
      case 18 -> new Step.Replace(apply());
      case 19, 20 -> new Step.HoldForAnother(resource(), random.nextInt(3) != 0);
      case 21 -> new Step.CutWatch(Duration.ofSeconds(random.nextInt(60)));
      case 22, 23, 24 -> publish();
      case 29, 30, 31 -> changeAccount();
      case 25, 26 ->
          new Step.StrangerWritesConfigMap(
              resource(), configMap(), CONFIG_MAP_DEEDS[random.nextInt(CONFIG_MAP_DEEDS.length)]);
      default -> new Step.MoveClock(Duration.ofMinutes(random.nextInt(240) - 120));
    };
  }

  private Step.ChangeAccount changeAccount() {
    return new Step.ChangeAccount(
        random.nextInt(2), ACCOUNT_DEEDS[random.nextInt(ACCOUNT_DEEDS.length)]);
  }

  private Step.Publish publish() {
    return new Step.Publish(
        resource(), random.nextInt(4) == 0 ? Optional.empty() : Optional.of(configMap()));
  }

  private String configMap() {
    return CONFIG_MAPS.get(random.nextInt(CONFIG_MAPS.size()));
  }

  /** What AWS refuses, it has not done. */
  private Step.Fate fail(Kind kind) {
    var mayHaveHappened = kind == Kind.UNAVAILABLE || kind == Kind.UNEXPECTED;
    return new Step.Fate.Fail(kind, random.nextBoolean() && mayHaveHappened);
  }

  private Step.Fate fate() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Step.Fate.DieBefore(downtime());
      case 2, 3 -> new Step.Fate.DieAfter(downtime());
      case 4, 5 -> fail(FAILURES[random.nextInt(FAILURES.length)]);
      case 6 ->
          random.nextBoolean()
              ? new Step.Fate.ComeLate(Duration.ofMillis(random.nextInt(8_000)))
              : new Step.Fate.TakeLong(Duration.ofSeconds(random.nextInt(10)));
      default ->
          new Step.Fate.MeetStep(
              random.nextInt(4) == 0 && !rollouts ? new Step.Replace(apply()) : deed());
    };
  }
}
