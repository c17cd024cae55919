package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.PlanCase.given;
import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.BY_ARN;
import static io.bedrockoperator.profile.plan.Scene.CREATED_AT;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopted;
import static io.bedrockoperator.profile.plan.Scene.adopting;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.created;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.inStatus;
import static io.bedrockoperator.profile.plan.Scene.missing;
import static io.bedrockoperator.profile.plan.Scene.named;
import static io.bedrockoperator.profile.plan.Scene.neverRecreating;
import static io.bedrockoperator.profile.plan.Scene.observing;
import static io.bedrockoperator.profile.plan.Scene.profile;
import static io.bedrockoperator.profile.plan.Scene.profileOnly;
import static io.bedrockoperator.profile.plan.Scene.recorded;
import static io.bedrockoperator.profile.plan.Scene.sameName;
import static io.bedrockoperator.profile.plan.Scene.suspended;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static io.bedrockoperator.profile.plan.Scene.tagsOnly;
import static io.bedrockoperator.profile.plan.Scene.want;
import static io.bedrockoperator.profile.plan.Scene.with;

import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Profiles that the status names, and none at all; adoption and names have tests of their own. */
class PlannerTest {

  private static final Map<String, String> IN_ORDER = tagsOf(OWNER);
  private static final Map<String, String> TEAM_B = with(IN_ORDER, "team", "b");
  private static final Map<String, String> AWS_TAG = with(IN_ORDER, "aws:x", "y");
  private static final Map<String, String> OLD_TAG = with(IN_ORDER, "old", "x");

  static Stream<PlanCase> unseen() {
    var keep = new Action.Keep(ARN, Optional.empty());
    return Stream.of(
        given("first creation").plans(new Action.Create(want(), "u2")),
        given("after a loss").recorded(afterLossOf(ARN)).plans(new Action.Create(want(), "u2-1")),
        given("idle").recorded(created()).plans(keep),
        given("idle, adopted").asked(adopting(BY_ARN)).recorded(adopted()).plans(keep),
        given("idle, observed").asked(observing()).recorded(created()).plans(keep));
  }

  static Stream<PlanCase> suspensions() {
    return Stream.of(
            new Observation.NotLooked(), missing(true), found(tagsOf(NEIGHBOUR)), sameName())
        .map(
            seen ->
                given("suspended: " + seen.getClass().getSimpleName())
                    .asked(suspended())
                    .recorded(created())
                    .seen(seen)
                    .plans(new Action.Suspend()));
  }

  static Stream<PlanCase> losses() {
    var again = new Action.LookAgain(ARN);
    var next = new Action.Recreate(ARN, "u2-1");
    var secondLife =
        recorded(Optional.of(ARN), Optional.of("u2-1"), Set.of(), List.of("arn:before"));
    return Stream.of(
        given("unconfirmed").recorded(created()).seen(missing(false)).plans(again),
        given("to adopt").asked(adopting(BY_ARN)).seen(missing(false)).plans(again),
        never("unconfirmed, Never").seen(missing(false)).plans(again),
        given("confirmed").recorded(created()).seen(missing(true)).plans(next),
        given("twice")
            .recorded(secondLife)
            .seen(missing(true))
            .plans(new Action.Recreate(ARN, "u2-2")),
        given("adopted")
            .asked(adopting(BY_ARN))
            .recorded(adopted())
            .seen(missing(true))
            .plans(next));
  }

  private static PlanCase never(String situation) {
    return given(situation).asked(neverRecreating()).recorded(created());
  }

  static Stream<PlanCase> foundInsteadOfALostOne() {
    var twin = profile(SECOND_ARN, CREATED_AT);
    var lost =
        new Action.Refuse(
            Refusal.PROFILE_LOST,
            "The profile %s was deleted outside Kubernetes: set spec.recreatePolicy to"
                    .formatted(ARN)
                + " Recreate, or delete this resource");
    return Stream.of(
        never("another of ours")
            .seen(sameName(found(twin, tagsOf(OWNER))))
            .plans(new Action.Keep(SECOND_ARN, Optional.of(twin))),
        never("the lost one, still listed").seen(sameName(found(IN_ORDER))).plans(lost),
        never("none").seen(sameName()).plans(lost),
        never("of the earlier life").seen(sameName(found(twin, tagsOf(PREDECESSOR)))).plans(lost));
  }

  static Stream<PlanCase> kept() {
    var keep = new Action.Keep(ARN, Optional.of(profile()));
    var foreign = with(IN_ORDER, "map-migrated", "m");
    return Stream.of(
        given("in order").recorded(created()).seen(found(IN_ORDER)).plans(keep),
        given("profile alone read").recorded(created()).seen(profileOnly(profile())).plans(keep),
        given("tags alone read")
            .recorded(created())
            .seen(tagsOnly(IN_ORDER))
            .plans(new Action.Keep(ARN, Optional.empty())),
        given("foreign tag").recorded(created()).seen(found(foreign)).plans(keep),
        given("AWS's own").recorded(created(Set.of("aws:x"))).seen(found(AWS_TAG)).plans(keep),
        adoptedByArn("adopted").seen(found(IN_ORDER)).plans(keep),
        adoptedByArn("adopted, profile read").seen(profileOnly(profile())).plans(keep),
        observed("observed, tags differ").seen(found(TEAM_B)).plans(keep),
        observed("observed, no owner").recorded(adopted()).seen(found(Map.of())).plans(keep));
  }

  private static PlanCase adoptedByArn(String situation) {
    return given(situation).asked(adopting(BY_ARN)).recorded(adopted());
  }

  private static PlanCase observed(String situation) {
    return given(situation).asked(observing()).recorded(created());
  }

  static Stream<PlanCase> retagged() {
    var team = Map.of("team", "a");
    var uid = OWNER.tags();
    var predecessors = found(tagsOf(PREDECESSOR));
    return Stream.of(
        retag("tag differs", found(TEAM_B), team),
        retag("tags alone read", tagsOnly(TEAM_B), team),
        given("tag not wanted any more")
            .recorded(created(Set.of("old")))
            .seen(found(OLD_TAG))
            .plans(new Action.Retag(found(OLD_TAG), Map.of(), Set.of("old"))),
        retag("owner tags stripped", found(Map.of()), tagsOf(OWNER)),
        retag("owned by the predecessor", predecessors, uid),
        retag("adopted from predecessor", predecessors, uid).recorded(adopted()));
  }

  private static PlanCase retag(
      String situation, Observation.Found found, Map<String, String> put) {
    return given(situation)
        .recorded(created())
        .seen(found)
        .plans(new Action.Retag(found, put, Set.of()));
  }

  static Stream<PlanCase> awaited() {
    var pending = inStatus("CREATING");
    return Stream.of(
        await("not ACTIVE", found(pending, IN_ORDER), true),
        await("not ACTIVE, tags differ", found(pending, Map.of()), false),
        await("no status", profileOnly(inStatus("")), false),
        await("observed, not ACTIVE", profileOnly(pending), true).asked(observing()));
  }

  private static PlanCase await(String situation, Observation.Found found, boolean inOrder) {
    return given(situation).recorded(created()).seen(found).plans(new Action.Await(found, inOrder));
  }

  static Stream<PlanCase> refused() {
    var correct = "correct spec.adopt.inferenceProfileArn";
    return Stream.of(
        given("observes, but what?")
            .asked(observing())
            .refuses(
                Refusal.INVALID_SPEC,
                "Observe",
                "spec.adopt.inferenceProfileArn",
                "spec.adopt.matchingName"),
        given("observes an ARN that is not there")
            .asked(observing(BY_ARN))
            .seen(missing(true))
            .refuses(Refusal.ADOPTION_REFUSED, ARN, correct),
        given("adopts an ARN that is not there")
            .asked(adopting(BY_ARN))
            .seen(missing(true))
            .refuses(Refusal.ADOPTION_REFUSED, ARN, correct));
  }

  static Stream<PlanCase> lost() {
    return Stream.of(
        lost(never("lost, Never"), "spec.recreatePolicy"),
        lost(observed("lost, observed"), "spec.managementPolicy"),
        lost(
            given("lost, named").asked(observing(BY_ARN)).recorded(adopted()),
            "name another in spec.adopt"));
  }

  private static PlanCase lost(PlanCase known, String advice) {
    return known
        .seen(missing(true))
        .refuses(Refusal.PROFILE_LOST, ARN, advice, "delete this resource");
  }

  static Stream<PlanCase> notOurs() {
    var neighbour = "team-b/bot in cluster prod";
    var how = "delete this resource, and apply it";
    return Stream.of(
        given("created here, taken since")
            .recorded(created())
            .seen(found(tagsOf(NEIGHBOUR)))
            .refuses(Refusal.NAME_CONFLICT, ARN, neighbour, how),
        given("created here, taken since, adoption asked for")
            .asked(adopting(BY_ARN))
            .recorded(created())
            .seen(found(tagsOf(NEIGHBOUR)))
            .refuses(Refusal.NAME_CONFLICT, ARN, neighbour, how),
        given("adopted once, taken since, adoption not asked for any more")
            .recorded(adopted())
            .seen(tagsOnly(tagsOf(NEIGHBOUR)))
            .refuses(Refusal.NAME_CONFLICT, ARN, neighbour, "spec.adopt.takeOver"));
  }

  static Stream<PlanCase> changed() {
    var why = Refusal.IMMUTABLE_FIELD_CHANGED;
    return Stream.of(
        given("other name")
            .recorded(created())
            .seen(found(named("old"), IN_ORDER))
            .refuses(why, ARN, "'old'", "'team-a-chat'", "create a new resource"),
        given("other description, not ACTIVE, tags differ")
            .recorded(created())
            .seen(found(Scene.described(Optional.of("Old")), Map.of()))
            .refuses(why, ARN, "'Old'", "'Chat assistant'"),
        observed("observed, other name").seen(profileOnly(named("old"))).refuses(why, "'old'"));
  }

  @ParameterizedTest
  @MethodSource({
    "unseen",
    "suspensions",
    "losses",
    "foundInsteadOfALostOne",
    "kept",
    "retagged",
    "awaited",
    "refused",
    "lost",
    "notOurs",
    "changed"
  })
  void plansOneAction(PlanCase it) {
    it.holds();
  }
}
