package io.bedrockoperator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A deployment whose steps are taken, while its user, strangers and Bedrock do what they may. The
 * process may die between the ConfigMap and the status, and around every other effect.
 */
final class RolloutWorld {

  private static final List<String> MODELS = List.of("a", "b", "c", "d");

  private final Random random;
  private final List<String> story = new ArrayList<>();
  private final TreeMap<String, ObservedRevision> revisions = new TreeMap<>();
  private Optional<String> configMap = Optional.empty();
  private RolloutRecord record = new RolloutRecord(Optional.empty(), Map.of());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private String model = "a";
  private String team = "x";
  private int limit = 1;
  private Duration retention = Duration.ofHours(1);
  private boolean paused;
  private boolean bedrockFails;
  private final boolean publishes;

  RolloutWorld(long seed) {
    this.random = new Random(seed);
    this.publishes = random.nextBoolean();
  }

  List<String> story() {
    return story;
  }

  /** Something happens that the operator does not do. */
  void disturb() {
    switch (random.nextInt(13)) {
      case 0, 1, 2 -> {
        model = any(MODELS);
        tell("the user wants " + model);
      }
      case 3 -> {
        team = any(List.of("x", "y"));
        tell("the user tags with " + team);
      }
      case 4 -> {
        limit = random.nextInt(3);
        retention = Duration.ofMinutes(30L * random.nextInt(3));
        tell("the user keeps %d for %s".formatted(limit, retention));
      }
      case 5 -> {
        paused = !paused;
        tell("paused: " + paused);
      }
      case 6 -> {
        bedrockFails = !bedrockFails;
        tell("Bedrock fails: " + bedrockFails);
      }
      case 7 ->
          anyRevision()
              .ifPresent(
                  is -> {
                    revisions.put(is.name(), Revisions.terminating(is));
                    tell("somebody deletes " + is.name());
                  });
      case 8 ->
          anyRevision()
              .filter(ObservedRevision::isLiving)
              .ifPresent(
                  is -> {
                    var edited = Revisions.desired(modelOf(is), "edited");
                    revisions.put(is.name(), Revisions.revision(edited, Revisions.USABLE));
                    tell("somebody edits " + is.name());
                  });
      case 9 -> {
        record = new RolloutRecord(Optional.empty(), Map.of());
        tell("the status is lost");
      }
      case 10 -> {
        var wanted = Revisions.revision(desired(), Revisions.READY);
        if (revisions.putIfAbsent(wanted.name(), Revisions.ownedBy(RevisionOwner.STRANGER, wanted))
            == null) {
          tell("a stranger takes " + wanted.name());
        }
      }
      default -> pass(Duration.ofMinutes(random.nextInt(60)));
    }
  }

  /** The user wants it done, and nothing is in the way any more. */
  void calm() {
    paused = false;
    bedrockFails = false;
    revisions.values().removeIf(is -> is.owner() == RevisionOwner.STRANGER);
    tell("calm");
  }

  void pass(Duration time) {
    now = now.plus(time);
    for (var is : List.copyOf(revisions.values())) {
      var name = is.name();
      if (is.terminating() && random.nextBoolean()) {
        revisions.remove(name);
      } else if (is.isLiving() && !is.health().ready() && random.nextBoolean()) {
        var fails = bedrockFails && !is.health().wasReady();
        revisions.put(name, healthy(is, fails ? Revisions.FAILED : Revisions.READY));
      }
    }
  }

  /** Takes the next step; false when there is none. */
  boolean step(boolean mayDie) {
    var current = record.current().map(revisions::get).filter(ObservedRevision::isLiving);
    if (current.filter(is -> is.health().usable()).isPresent()) {
      publish(current.get());
    }
    var step = RolloutPlanner.plan(input());
    if (mayDie && random.nextInt(6) == 0) {
      tell("the process dies before a " + step.getClass().getSimpleName());
      return true;
    }
    return execute(step, mayDie && random.nextInt(6) == 0);
  }

  private boolean execute(RolloutStep step, boolean dies) {
    switch (step) {
      case RolloutStep.Create(DesiredRevision revision) -> {
        assertThat(revisions).as("%s", story).doesNotContainKey(revision.name());
        revisions.put(revision.name(), Revisions.revision(revision, Revisions.PENDING));
        tell("create " + revision.name());
      }
      case RolloutStep.Update(ObservedRevision revision, DesiredRevision to) -> {
        assertOurs(revision);
        revisions.put(
            revision.name(),
            Revisions.revision(
                to, revision.health().wasReady() ? Revisions.USABLE : Revisions.PENDING));
        tell("update " + revision.name());
      }
      case RolloutStep.Switch(ObservedRevision to) -> {
        publish(to);
        if (dies) {
          tell("the process dies before the status says " + to.name());
          return true;
        }
        report(Optional.of(to.name()));
      }
      case RolloutStep.Remove(ObservedRevision revision) -> remove(revision);
      case RolloutStep.Rest(var until) -> {
        report(record.current());
        until.ifPresent(at -> now = at);
        return until.isPresent();
      }
      case RolloutStep.Await await -> report(record.current());
      case RolloutStep.Wait wait -> report(record.current());
      case RolloutStep.Refuse refuse -> report(record.current());
      case RolloutStep.Pause pause -> report(record.current());
    }
    return true;
  }

  private void report(Optional<String> current) {
    record = record.at(now, current, revisions.values());
  }

  private void publish(ObservedRevision revision) {
    assertOurs(revision);
    assertThat(revision.health().usable()).as("%s", story).isTrue();
    configMap = publishes ? Optional.of(revision.name()) : Optional.empty();
  }

  private void remove(ObservedRevision revision) {
    assertOurs(revision);
    assertThat(paused).as("removes while paused: %s", story).isFalse();
    assertThat(record.current()).as("%s", story).isNotEqualTo(Optional.of(revision.name()));
    assertThat(configMap).as("%s", story).isNotEqualTo(Optional.of(revision.name()));
    assertThat(revision.name()).as("%s", story).isNotEqualTo(desired().name());
    if (revision.health().wasReady()) {
      assertThat(record.lastCurrentAt(revision, now).plus(retention))
          .as("retention: %s", story)
          .isBeforeOrEqualTo(now);
    }
    revisions.put(revision.name(), Revisions.terminating(revision));
    tell("remove " + revision.name());
  }

  private void assertOurs(ObservedRevision revision) {
    assertThat(revision.owner()).as("%s", story).isEqualTo(RevisionOwner.DEPLOYMENT);
    assertThat(revision.terminating()).as("%s", story).isFalse();
  }

  /** What the user wants is current, published and, but for the history, alone. */
  void assertSettled() {
    var wanted = desired().name();
    assertThat(record.current()).as("%s", story).contains(wanted);
    assertThat(configMap)
        .as("%s", story)
        .isEqualTo(publishes ? Optional.of(wanted) : Optional.empty());
    assertThat(Optional.ofNullable(revisions.get(wanted)).filter(desired()::isMetBy))
        .as("%s", story)
        .isPresent();
    assertThat(revisions.values().stream().filter(is -> !is.terminating()))
        .as("%s", story)
        .hasSizeLessThanOrEqualTo(limit + 1)
        .allMatch(is -> is.health().wasReady() || record.wasCurrent(is));
  }

  private RolloutInput input() {
    return new RolloutInput(
        desired(),
        limit,
        retention,
        paused,
        List.copyOf(revisions.values()),
        record,
        configMap.map(Set::of).orElseGet(Set::of),
        now);
  }

  private DesiredRevision desired() {
    return Revisions.desired(model, team);
  }

  private static ObservedRevision healthy(ObservedRevision is, RevisionHealth health) {
    return new ObservedRevision(
        is.name(),
        is.uid(),
        is.version(),
        is.owner(),
        is.terminating(),
        is.spec(),
        is.labels(),
        is.annotations(),
        health,
        is.arn(),
        is.models(),
        is.modelActive());
  }

  private static String modelOf(ObservedRevision revision) {
    return MODELS.stream()
        .filter(model -> Revisions.name(model).equals(revision.name()))
        .findFirst()
        .orElseThrow();
  }

  private Optional<ObservedRevision> anyRevision() {
    return revisions.isEmpty()
        ? Optional.empty()
        : Optional.of(any(List.copyOf(revisions.values())));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private void tell(String happened) {
    story.add("%s %s".formatted(now.toString().substring(11, 19), happened));
  }
}
