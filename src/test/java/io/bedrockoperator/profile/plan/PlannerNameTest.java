package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.PlanCase.given;
import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.BY_ARN;
import static io.bedrockoperator.profile.plan.Scene.BY_NAME;
import static io.bedrockoperator.profile.plan.Scene.CREATED_AT;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopting;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.inStatus;
import static io.bedrockoperator.profile.plan.Scene.named;
import static io.bedrockoperator.profile.plan.Scene.observing;
import static io.bedrockoperator.profile.plan.Scene.profile;
import static io.bedrockoperator.profile.plan.Scene.recorded;
import static io.bedrockoperator.profile.plan.Scene.sameName;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static io.bedrockoperator.profile.plan.Scene.want;

import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done about all the profiles of the wanted name. */
class PlannerNameTest {

  private static final ObservedProfile SECOND = profile(SECOND_ARN, CREATED_AT.plusSeconds(60));
  private static final Observation.Found OURS = found(tagsOf(OWNER));
  private static final Observation.Found OURS_TOO = found(SECOND, tagsOf(OWNER));
  private static final Observation.Found PREDECESSORS = found(tagsOf(PREDECESSOR));
  private static final Observation.Found PREDECESSORS_TOO = found(SECOND, tagsOf(PREDECESSOR));
  private static final Observation.Found NEIGHBOURS = found(tagsOf(NEIGHBOUR));
  private static final Observation.Found NOBODYS = found(SECOND, Map.of("team", "a"));

  private static final Action CREATE = new Action.Create(want(), "u2");
  private static final Action CREATE_AGAIN = new Action.Create(want(), "u2-1");
  private static final Action KEEP = new Action.Keep(ARN, Optional.of(profile()));
  private static final Action KEEP_SECOND = new Action.Keep(SECOND_ARN, Optional.of(SECOND));

  private static PlanCase lost(String situation) {
    return given(situation).recorded(afterLossOf(ARN));
  }

  static Stream<PlanCase> nobodyThere() {
    var token = recorded(Optional.empty(), Optional.of("u2"), Set.of(), List.of());
    return Stream.of(
        given("nothing found to adopt, and something may be hidden")
            .asked(adopting(BY_NAME))
            .seen(sameName())
            .plans(new Action.AwaitCertainty("team-a-chat")),
        given("nothing found to adopt")
            .asked(adopting(BY_NAME))
            .allowed()
            .seen(sameName())
            .plans(
                new Action.ChangeToken(
                    Optional.of("u2"), "There is no profile to adopt; creating one instead")),
        given("nothing found to adopt, recorded")
            .asked(adopting(BY_NAME))
            .allowed()
            .recorded(token)
            .seen(sameName())
            .plans(CREATE),
        given("nothing found").seen(sameName()).plans(CREATE),
        lost("lost before").seen(sameName()).plans(CREATE_AGAIN),
        lost("the lost one shows").seen(sameName(OURS)).plans(CREATE_AGAIN));
  }

  static Stream<PlanCase> nobodyThereButRefused() {
    var await = new Action.AwaitName("team-a-chat", NameClaim.REFUSED_NOW);
    var awaitStill = new Action.AwaitName("team-a-chat", NameClaim.REFUSED_BEFORE);
    var renew = new Action.RotateToken("team-a-chat", "u2-1");
    var again = new Action.RotateToken("team-a-chat", "u2-2");
    return Stream.of(
        refusedNow(given("now")).seen(sameName()).plans(await),
        refusedNow(lost("now, the lost one shows")).seen(sameName(OURS)).plans(await),
        refusedBefore(given("unsettled")).unsettled().seen(sameName()).plans(awaitStill),
        refusedBefore(given("settled")).seen(sameName()).plans(renew),
        refusedBefore(lost("again")).seen(sameName()).plans(again),
        refusedBefore(lost("the lost one shows")).seen(sameName(OURS)).plans(again));
  }

  private static PlanCase refusedNow(PlanCase known) {
    return known.refusedName(NameClaim.REFUSED_NOW);
  }

  private static PlanCase refusedBefore(PlanCase known) {
    return known.refusedName(NameClaim.REFUSED_BEFORE);
  }

  static Stream<PlanCase> ours() {
    var pending = found(inStatus("CREATING"), tagsOf(OWNER));
    var stripped = found(profile(), OWNER.tags());
    return Stream.of(
        given("ours").seen(sameName(OURS)).plans(KEEP),
        given("ours behind others").seen(sameName(NOBODYS, OURS)).plans(KEEP),
        refusedNow(given("refused, but ours")).seen(sameName(OURS)).plans(KEEP),
        given("two of ours").seen(sameName(OURS_TOO, OURS)).plans(KEEP),
        lost("the older lost").seen(sameName(OURS, OURS_TOO)).plans(KEEP_SECOND),
        given("before the predecessor's").seen(sameName(PREDECESSORS, OURS_TOO)).plans(KEEP_SECOND),
        given("ours, tags differ")
            .seen(sameName(stripped))
            .plans(new Action.Retag(stripped, Map.of("team", "a"), Set.of())),
        given("ours, not ACTIVE").seen(sameName(pending)).plans(new Action.Await(pending, true)),
        given("ours, another name")
            .seen(sameName(found(named("team-a-chat-2"), tagsOf(OWNER))))
            .refuses(Refusal.IMMUTABLE_FIELD_CHANGED, ARN));
  }

  static Stream<PlanCase> observed() {
    var await = new Action.AwaitCertainty("team-a-chat");
    return Stream.of(
        given("by name").asked(observing(BY_NAME)).seen(sameName()).plans(await),
        given("what may be ours").asked(observing()).seen(sameName()).plans(await),
        given("ours").asked(observing()).seen(sameName(OURS)).plans(KEEP),
        given("a name that is not there")
            .asked(observing(BY_NAME))
            .notAllowed()
            .seen(sameName())
            .refuses(
                Refusal.ADOPTION_REFUSED,
                "no profile named 'team-a-chat' in us-east-1 to observe",
                "create a resource with the right name and Region, or wait"),
        given("what nobody names")
            .asked(observing())
            .notAllowed()
            .seen(sameName(NEIGHBOURS))
            .refuses(
                Refusal.INVALID_SPEC,
                "managementPolicy Observe has no profile to observe",
                "spec.adopt.inferenceProfileArn or spec.adopt.matchingName"));
  }

  static Stream<PlanCase> predecessors() {
    var adopt = new Action.Adopt(profile(), OWNER.tags(), Optional.of(PREDECESSOR));
    var other = found(Scene.described(Optional.of("Old")), tagsOf(PREDECESSOR));
    return Stream.of(
        given("predecessor's").notAllowed().seen(sameName(PREDECESSORS)).plans(adopt),
        given("predecessor's, deleted moments ago?")
            .newcomer()
            .seen(sameName(PREDECESSORS))
            .plans(new Action.AwaitCertainty("team-a-chat")),
        given("the older of two")
            .notAllowed()
            .seen(sameName(PREDECESSORS_TOO, PREDECESSORS))
            .plans(adopt),
        given("before the neighbour's")
            .asked(adopting(BY_NAME))
            .allowed()
            .seen(sameName(found(SECOND, tagsOf(NEIGHBOUR)), PREDECESSORS))
            .plans(adopt),
        given("predecessor's, another one")
            .notAllowed()
            .seen(sameName(other))
            .refuses(Refusal.ADOPTION_REFUSED, ARN, "its description is 'Old'"));
  }

  static Stream<PlanCase> namesThatMayBeShared() {
    return Stream.of(
        given("neighbour's").seen(sameName(NEIGHBOURS)).plans(CREATE),
        given("nobody's").seen(sameName(NOBODYS)).plans(CREATE));
  }

  static Stream<PlanCase> namesThatAreTaken() {
    return Stream.concat(
        Stream.of(
                refusedNow(given("now")),
                refusedBefore(given("before")),
                refusedBefore(given("before, unsettled")).unsettled())
            .map(
                refused ->
                    refused
                        .seen(sameName(NEIGHBOURS))
                        .refuses(
                            Refusal.NAME_CONFLICT,
                            ARN + " belongs to team-b/bot in cluster prod",
                            "create a resource with another inferenceProfileName")),
        Stream.of(
            refusedNow(given("nobody's"))
                .seen(sameName(NOBODYS))
                .refuses(Refusal.NAME_CONFLICT, SECOND_ARN, "was not created by this operator")));
  }

  static Stream<PlanCase> adoptions() {
    var bare = recorded(Optional.empty(), Optional.empty(), Set.of(), List.of(ARN));
    return Stream.of(
        given("one of several")
            .asked(adopting(BY_NAME))
            .allowed()
            .seen(sameName(NEIGHBOURS, NOBODYS))
            .refuses(
                Refusal.ADOPTION_REFUSED,
                "2 profiles are named 'team-a-chat'",
                "name the one to adopt in spec.adopt.inferenceProfileArn"),
        lost("the one that is not lost, under a token")
            .asked(adopting(BY_NAME))
            .allowed()
            .seen(sameName(OURS, NOBODYS))
            .plans(
                new Action.ChangeToken(Optional.empty(), "Adopting the profile " + SECOND.arn())),
        given("the one that is not lost")
            .asked(adopting(BY_NAME))
            .allowed()
            .recorded(bare)
            .seen(sameName(OURS, NOBODYS))
            .plans(new Action.Adopt(SECOND, OWNER.tags(), Optional.empty())),
        lost("not by name where an ARN was named")
            .asked(adopting(BY_ARN))
            .allowed()
            .seen(sameName(NOBODYS))
            .plans(CREATE_AGAIN));
  }

  @ParameterizedTest
  @MethodSource({
    "nobodyThere",
    "nobodyThereButRefused",
    "observed",
    "ours",
    "predecessors",
    "namesThatMayBeShared",
    "namesThatAreTaken",
    "adoptions"
  })
  void plansOneAction(PlanCase it) {
    it.holds();
  }
}
