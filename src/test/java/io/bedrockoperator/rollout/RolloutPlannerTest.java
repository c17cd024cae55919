package io.bedrockoperator.rollout;

import static io.bedrockoperator.rollout.Revisions.BROKEN;
import static io.bedrockoperator.rollout.Revisions.FAILED;
import static io.bedrockoperator.rollout.Revisions.PENDING;
import static io.bedrockoperator.rollout.Revisions.READY;
import static io.bedrockoperator.rollout.Revisions.USABLE;
import static io.bedrockoperator.rollout.Revisions.desired;
import static io.bedrockoperator.rollout.Revisions.name;
import static io.bedrockoperator.rollout.Revisions.ownedBy;
import static io.bedrockoperator.rollout.Revisions.revision;
import static io.bedrockoperator.rollout.Revisions.terminating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bedrockoperator.api.InferenceProfileSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutPlannerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest(name = "{0}")
  @MethodSource({"rollouts", "inPlace", "names", "paused", "history"})
  void decides(String situation, Given given, String step) {
    assertThat(words(RolloutPlanner.plan(given.input()))).as(situation).isEqualTo(step);
  }

  static Stream<Arguments> rollouts() {
    return Stream.of(
        arguments("nothing is there", wants("new"), "create new"),
        arguments("it was made", wants("new").sees(revision("new", PENDING)), "await new"),
        arguments("it failed", wants("new").sees(revision("new", FAILED)), "await new"),
        arguments("it is Ready", wants("new").sees(revision("new", READY)), "switch to new"),
        arguments(
            "it was taken over", wants("new").current("new").sees(revision("new", READY)), "rest"),
        arguments(
            "it takes over from another",
            wants("new").current("old").sees(revision("new", READY), revision("old", READY)),
            "switch to new"),
        arguments(
            "it is Ready for an earlier spec only",
            wants("new").current("old").sees(revision("new", USABLE), revision("old", READY)),
            "await new"),
        arguments(
            "it failed, and the old one stays",
            wants("new").current("old").sees(revision("new", FAILED), revision("old", READY)),
            "await new"),
        arguments(
            "a rollback takes a living one",
            wants("old").current("new").sees(revision("new", FAILED), revision("old", READY)),
            "switch to old"),
        arguments(
            "the current one is broken",
            wants("new").current("new").sees(revision("new", BROKEN)),
            "await new"),
        arguments("the current one was deleted by hand", wants("new").current("new"), "create new"),
        arguments(
            "the current one is going",
            wants("new").current("new").sees(terminating(revision("new", READY))),
            "wait: is being deleted"),
        arguments(
            "one that is going is no revision, however Ready",
            wants("new")
                .current("old")
                .sees(terminating(revision("new", READY)), revision("old", READY)),
            "wait: is being deleted"),
        arguments(
            "what was never Ready goes once the next is made",
            wants("next")
                .current("old")
                .sees(revision("next", PENDING), revision("new", FAILED), revision("old", READY)),
            "remove new"),
        arguments(
            "an earlier one holds up no next one",
            wants("next").current("old").sees(revision("new", FAILED), revision("old", READY)),
            "create next"),
        arguments(
            "what was never Ready goes though the limit has room",
            wants("old")
                .current("old")
                .keeps(10)
                .sees(revision("new", PENDING), revision("old", READY)),
            "remove new"),
        arguments(
            "what was Ready once stays until the next took over",
            wants("next")
                .current("old")
                .keeps(0)
                .retains(Duration.ZERO)
                .sees(revision("new", BROKEN), revision("old", READY)),
            "create next"),
        arguments(
            "the current one is made anew, and was never Ready yet",
            wants("new").current("old").sees(revision("new", FAILED), revision("old", PENDING)),
            "await new"),
        arguments(
            "what a ConfigMap names stays",
            wants("next")
                .current("old")
                .publishes("new")
                .sees(revision("new", FAILED), revision("old", READY)),
            "create next"),
        arguments(
            "too many are retained",
            wants("next").current("0").sees(many(32)),
            "wait: earlier revisions are there"),
        arguments(
            "too many, of which some may go",
            wants("next").current("0").was("7", 61).was("8", 62).sees(many(32)),
            "remove 8"),
        arguments("one less", wants("next").current("0").sees(many(31)), "create next"));
  }

  static Stream<Arguments> inPlace() {
    var edited = revision(desired("new", "b"), READY);
    return Stream.of(
        arguments(
            "tags of the current one",
            wants("new").current("new").sees(edited),
            "update new to team a"),
        arguments(
            "tags of the current one, while the next one is made",
            wants("next").current("new").sees(edited, revision("next", PENDING)),
            "update new to team a"),
        arguments(
            "tags of the current one, which wait until the next one is made",
            wants("next").current("new").sees(edited),
            "create next"),
        arguments(
            "tags of the current one, while it is paused",
            wants("next").current("new").paused().sees(edited),
            "update new to team a"),
        arguments(
            "tags of the next one, before it takes over",
            wants("new").current("old").sees(edited, revision("old", READY)),
            "update new to team a"),
        arguments(
            "tags of an earlier one stay",
            wants("next").current("next").sees(edited, revision("next", READY)),
            "rest"),
        arguments(
            "somebody suspended it",
            wants("new").current("new").sees(suspended(revision("new", READY))),
            "update new to team a"),
        arguments(
            "somebody suspended the current one, while the next one fails",
            wants("next")
                .current("new")
                .sees(suspended(revision("new", READY)), revision("next", FAILED)),
            "update new to team a"),
        arguments(
            "a label is missing",
            wants("new").current("new").sees(labelled(revision("new", READY), Map.of())),
            "update new to team a"),
        arguments(
            "a label of others",
            wants("new")
                .current("new")
                .sees(labelled(revision("new", READY), Map.of("managed", "yes", "others", "x"))),
            "rest"));
  }

  static Stream<Arguments> names() {
    var wanted = revision("new", READY);
    var other =
        new ObservedRevision(
            wanted.name(),
            wanted.uid(),
            wanted.version(),
            wanted.owner(),
            false,
            revision("other", READY).spec(),
            wanted.labels(),
            wanted.annotations(),
            READY,
            wanted.arn(),
            wanted.models(),
            wanted.modelActive());
    return Stream.of(
        arguments(
            "a stranger has it",
            wants("new").current("old").sees(ownedBy(RevisionOwner.STRANGER, wanted)),
            "refuse: is not this resource's"),
        arguments(
            "a stranger has it, however current",
            wants("new").current("new").sees(ownedBy(RevisionOwner.STRANGER, wanted)),
            "refuse: is not this resource's"),
        arguments(
            "an earlier deployment has it",
            wants("new").sees(ownedBy(RevisionOwner.EARLIER_DEPLOYMENT, wanted)),
            "wait: belongs to an earlier resource"),
        arguments(
            "it describes another profile",
            wants("new").sees(other),
            "refuse: describes another profile"),
        arguments(
            "it is the current one, and describes another profile",
            wants("new").current("new").sees(other),
            "refuse: describes another profile"));
  }

  static Stream<Arguments> paused() {
    return Stream.of(
        arguments("nothing is there", wants("new").paused(), "pause"),
        arguments(
            "the next one is Ready",
            wants("new")
                .paused()
                .current("old")
                .sees(revision("new", READY), revision("old", READY)),
            "pause"),
        arguments(
            "a rollback",
            wants("old")
                .paused()
                .current("new")
                .sees(revision("new", FAILED), revision("old", READY)),
            "pause"),
        arguments(
            "the current one, as wanted",
            wants("new")
                .paused()
                .current("new")
                .keeps(0)
                .retains(Duration.ZERO)
                .sees(revision("new", READY), revision("old", READY), revision("odd", FAILED)),
            "rest"),
        arguments(
            "tags of the current one",
            wants("new").paused().current("new").sees(revision(desired("new", "b"), READY)),
            "update new to team a"));
  }

  static Stream<Arguments> history() {
    var three =
        new ObservedRevision[] {
          revision("new", READY), revision("1", READY), revision("2", BROKEN), revision("3", READY)
        };
    return Stream.of(
        arguments(
            "within the limit",
            wants("new")
                .current("new")
                .was("1", 100)
                .was("2", 200)
                .was("3", 300)
                .keeps(3)
                .sees(three),
            "rest"),
        arguments(
            "the one first that was current longest ago",
            wants("new").current("new").was("1", 100).was("2", 200).was("3", 300).sees(three),
            "remove 3"),
        arguments(
            "then the next",
            wants("new").current("new").was("1", 100).was("2", 200).sees(Arrays.copyOf(three, 3)),
            "remove 2"),
        arguments(
            "none of the limit",
            wants("new").current("new").was("1", 100).sees(Arrays.copyOf(three, 2)),
            "rest"),
        arguments(
            "no limit at all",
            wants("new").current("new").keeps(0).was("1", 100).sees(Arrays.copyOf(three, 2)),
            "remove 1"),
        arguments(
            "retained beyond the limit",
            wants("new").current("new").keeps(0).was("1", 59).sees(Arrays.copyOf(three, 2)),
            "rest until 12:01"),
        arguments(
            "retained to the minute",
            wants("new").current("new").keeps(0).was("1", 60).sees(Arrays.copyOf(three, 2)),
            "remove 1"),
        arguments(
            "no retention",
            wants("new")
                .current("new")
                .keeps(0)
                .retains(Duration.ZERO)
                .was("1", 0)
                .sees(Arrays.copyOf(three, 2)),
            "remove 1"),
        arguments(
            "nobody knows when it was current",
            wants("new").current("new").keeps(0).sees(Arrays.copyOf(three, 2)),
            "rest until 13:00"),
        arguments(
            "the clock was set back",
            wants("new").current("new").keeps(0).was("1", -600).sees(Arrays.copyOf(three, 2)),
            "rest until 13:00"),
        arguments(
            "what a ConfigMap names",
            wants("new")
                .current("new")
                .keeps(0)
                .publishes("1")
                .was("1", 100)
                .sees(Arrays.copyOf(three, 2)),
            "rest"),
        arguments(
            "nothing goes while the next one is not Ready",
            wants("new")
                .current("1")
                .keeps(0)
                .was("2", 200)
                .sees(revision("new", PENDING), revision("1", READY), revision("2", READY)),
            "await new"));
  }

  private static ObservedRevision[] many(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> revision("" + number, READY))
        .toArray(ObservedRevision[]::new);
  }

  private static ObservedRevision suspended(ObservedRevision revision) {
    var spec = revision.spec().orElseThrow();
    return with(
        revision,
        new InferenceProfileSpec(
            spec.inferenceProfileName(),
            spec.description(),
            spec.modelSource(),
            spec.tags(),
            spec.deletionPolicy(),
            spec.recreatePolicy(),
            spec.managementPolicy(),
            true,
            spec.adopt(),
            spec.accountRef(),
            spec.publish(),
            Map.of()),
        revision.labels());
  }

  private static ObservedRevision labelled(ObservedRevision revision, Map<String, String> labels) {
    return with(revision, revision.spec().orElseThrow(), labels);
  }

  private static ObservedRevision with(
      ObservedRevision revision, InferenceProfileSpec spec, Map<String, String> labels) {
    return new ObservedRevision(
        revision.name(),
        revision.uid(),
        revision.version(),
        revision.owner(),
        revision.terminating(),
        Optional.of(spec),
        labels,
        revision.annotations(),
        revision.health(),
        revision.arn(),
        revision.models(),
        revision.modelActive());
  }

  private static Given wants(String model) {
    return new Given(model, 1, HOUR, false, List.of(), Optional.empty(), Map.of(), Set.of());
  }

  /** A situation, in words of models instead of revisions. */
  record Given(
      String model,
      int limit,
      Duration retention,
      boolean isPaused,
      List<ObservedRevision> revisions,
      Optional<String> current,
      Map<String, Instant> lastCurrentAt,
      Set<String> published) {

    Given sees(ObservedRevision... seen) {
      return new Given(
          model, limit, retention, isPaused, List.of(seen), current, lastCurrentAt, published);
    }

    Given current(String other) {
      return new Given(
          model,
          limit,
          retention,
          isPaused,
          revisions,
          Optional.of(name(other)),
          lastCurrentAt,
          published);
    }

    Given was(String other, int minutesAgo) {
      var times = new HashMap<>(lastCurrentAt);
      times.put(name(other), NOW.minus(Duration.ofMinutes(minutesAgo)));
      return new Given(model, limit, retention, isPaused, revisions, current, times, published);
    }

    Given keeps(int count) {
      return new Given(
          model, count, retention, isPaused, revisions, current, lastCurrentAt, published);
    }

    Given retains(Duration duration) {
      return new Given(
          model, limit, duration, isPaused, revisions, current, lastCurrentAt, published);
    }

    Given paused() {
      return new Given(model, limit, retention, true, revisions, current, lastCurrentAt, published);
    }

    Given publishes(String other) {
      return new Given(
          model,
          limit,
          retention,
          isPaused,
          revisions,
          current,
          lastCurrentAt,
          Set.of(name(other)));
    }

    RolloutInput input() {
      return new RolloutInput(
          desired(model),
          limit,
          retention,
          isPaused,
          new ArrayList<>(revisions),
          new RolloutRecord(current, lastCurrentAt),
          published,
          NOW);
    }
  }

  private static String words(RolloutStep step) {
    return switch (step) {
      case RolloutStep.Create(DesiredRevision revision) -> "create " + model(revision.spec());
      case RolloutStep.Update(ObservedRevision revision, DesiredRevision to) ->
          "update %s to team %s".formatted(model(revision), team(to.spec()));
      case RolloutStep.Switch(ObservedRevision to) -> "switch to " + model(to);
      case RolloutStep.Remove(ObservedRevision revision) -> "remove " + model(revision);
      case RolloutStep.Await(ObservedRevision revision) -> "await " + model(revision);
      case RolloutStep.Wait(String message) -> "wait: " + part(message);
      case RolloutStep.Refuse(String message) -> "refuse: " + part(message);
      case RolloutStep.Pause(String message) -> "pause";
      case RolloutStep.Rest(Optional<Instant> until) ->
          until.map(at -> "rest until " + at.toString().substring(11, 16)).orElse("rest");
    };
  }

  /** What tells the messages apart. */
  private static String part(String message) {
    return Stream.of(
            "is being deleted",
            "belongs to an earlier resource",
            "earlier revisions are there",
            "is not this resource's",
            "describes another profile")
        .filter(message::contains)
        .findFirst()
        .orElse(message);
  }

  private static @Nullable String model(ObservedRevision revision) {
    return model(revision.spec().orElseThrow());
  }

  private static @Nullable String model(InferenceProfileSpec spec) {
    return Objects.requireNonNull(spec.modelSource()).copyFrom();
  }

  private static @Nullable String team(InferenceProfileSpec spec) {
    return Objects.requireNonNull(spec.tags()).getFirst().value();
  }
}
