package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.Scene.ALLOWED;
import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.CREATED_AT;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.NONE;
import static io.bedrockoperator.profile.plan.Scene.NOTHING;
import static io.bedrockoperator.profile.plan.Scene.NOT_ALLOWED;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static io.bedrockoperator.profile.plan.Scene.REFUSED_BEFORE;
import static io.bedrockoperator.profile.plan.Scene.REFUSED_BEFORE_UNSETTLED;
import static io.bedrockoperator.profile.plan.Scene.REFUSED_NOW;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adoptingArn;
import static io.bedrockoperator.profile.plan.Scene.adoptingName;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.inStatus;
import static io.bedrockoperator.profile.plan.Scene.input;
import static io.bedrockoperator.profile.plan.Scene.intent;
import static io.bedrockoperator.profile.plan.Scene.named;
import static io.bedrockoperator.profile.plan.Scene.observing;
import static io.bedrockoperator.profile.plan.Scene.profile;
import static io.bedrockoperator.profile.plan.Scene.recorded;
import static io.bedrockoperator.profile.plan.Scene.sameName;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static io.bedrockoperator.profile.plan.Scene.want;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.plan.Action.Refusal;
import io.bedrockoperator.profile.plan.Scene.Case;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
  private static final Action KEEP = new Action.Keep(ARN, Optional.of(profile()));

  static Stream<Case> nobodyThere() {
    var again = new Action.Create(want(), "u2-1");
    var lost = afterLossOf(ARN);
    return Stream.of(
        new Case(
            "nothing found to adopt, and something may be hidden",
            adoptingName(),
            NOTHING,
            sameName(),
            NONE,
            new Action.AwaitCertainty("team-a-chat")),
        new Case(
            "nothing found to adopt",
            adoptingName(),
            NOTHING,
            sameName(),
            ALLOWED,
            new Action.ChangeToken(
                Optional.of("u2"), "There is no profile to adopt; creating one instead")),
        new Case(
            "nothing found to adopt, recorded",
            adoptingName(),
            recorded(Optional.empty(), Optional.of("u2"), Set.of(), List.of()),
            sameName(),
            ALLOWED,
            CREATE),
        new Case("nothing found", intent(), NOTHING, sameName(), NONE, CREATE),
        new Case("lost before", intent(), lost, sameName(), NONE, again),
        new Case("the lost one shows", intent(), lost, sameName(OURS), NONE, again));
  }

  static Stream<Case> nobodyThereButRefused() {
    var lost = afterLossOf(ARN);
    var await = new Action.AwaitName("team-a-chat", NameClaim.REFUSED_NOW);
    var awaitStill = new Action.AwaitName("team-a-chat", NameClaim.REFUSED_BEFORE);
    var renew = new Action.RotateToken("team-a-chat", "u2-1");
    var again = new Action.RotateToken("team-a-chat", "u2-2");
    return Stream.of(
        new Case("now", intent(), NOTHING, sameName(), REFUSED_NOW, await),
        new Case("now, the lost one shows", intent(), lost, sameName(OURS), REFUSED_NOW, await),
        new Case("unsettled", intent(), NOTHING, sameName(), REFUSED_BEFORE_UNSETTLED, awaitStill),
        new Case("settled", intent(), NOTHING, sameName(), REFUSED_BEFORE, renew),
        new Case("again", intent(), lost, sameName(), REFUSED_BEFORE, again),
        new Case("the lost one shows", intent(), lost, sameName(OURS), REFUSED_BEFORE, again));
  }

  static Stream<Case> ours() {
    var second = new Action.Keep(SECOND_ARN, Optional.of(SECOND));
    var pending = inStatus("CREATING");
    var stripped = found(profile(), OWNER.tags());
    return Stream.of(
        new Case("ours", intent(), NOTHING, sameName(OURS), NONE, KEEP),
        new Case("ours behind others", intent(), NOTHING, sameName(NOBODYS, OURS), NONE, KEEP),
        new Case("refused, but ours", intent(), NOTHING, sameName(OURS), REFUSED_NOW, KEEP),
        new Case("two of ours", intent(), NOTHING, sameName(OURS_TOO, OURS), NONE, KEEP),
        new Case(
            "the older lost", intent(), afterLossOf(ARN), sameName(OURS, OURS_TOO), NONE, second),
        new Case(
            "ours before the predecessor's",
            intent(),
            NOTHING,
            sameName(PREDECESSORS, OURS_TOO),
            NONE,
            second),
        new Case(
            "ours, tags differ",
            intent(),
            NOTHING,
            sameName(stripped),
            NONE,
            new Action.Retag(stripped, Map.of("team", "a"), Set.of())),
        new Case(
            "ours, not ACTIVE",
            intent(),
            NOTHING,
            sameName(found(pending, tagsOf(OWNER))),
            NONE,
            new Action.Await(found(pending, tagsOf(OWNER)), true)));
  }

  static Stream<Case> observed() {
    var await = new Action.AwaitCertainty("team-a-chat");
    return Stream.of(
        new Case("by name", observing(adoptingName()), NOTHING, sameName(), NONE, await),
        new Case("what may be ours", observing(intent()), NOTHING, sameName(), NONE, await),
        new Case("ours", observing(intent()), NOTHING, sameName(OURS), NONE, KEEP));
  }

  static Stream<Case> predecessors() {
    var uid = OWNER.tags();
    var adopt = new Action.Adopt(profile(), uid, Optional.of(PREDECESSOR));
    return Stream.of(
        new Case("predecessor's", intent(), NOTHING, sameName(PREDECESSORS), NOT_ALLOWED, adopt),
        new Case(
            "the older of two",
            intent(),
            NOTHING,
            sameName(PREDECESSORS_TOO, PREDECESSORS),
            NOT_ALLOWED,
            adopt),
        new Case(
            "before the neighbour's",
            adoptingName(),
            NOTHING,
            sameName(found(SECOND, tagsOf(NEIGHBOUR)), PREDECESSORS),
            ALLOWED,
            adopt));
  }

  static Stream<Case> namesThatMayBeShared() {
    return Stream.of(
        new Case("neighbour's", intent(), NOTHING, sameName(NEIGHBOURS), NONE, CREATE),
        new Case("nobody's", intent(), NOTHING, sameName(NOBODYS), NONE, CREATE));
  }

  @ParameterizedTest
  @MethodSource({
    "nobodyThere",
    "nobodyThereButRefused",
    "observed",
    "ours",
    "predecessors",
    "namesThatMayBeShared"
  })
  void plansOneAction(Case it) {
    assertThat(Planner.plan(input(it.intent(), it.recorded(), it.sighting(), it.circumstances())))
        .isEqualTo(it.expected());
  }

  @Test
  void refusesToObserveANameThatIsNotThere() {
    assertThat(Planner.plan(input(observing(adoptingName()), NOTHING, sameName(), NOT_ALLOWED)))
        .isEqualTo(
            new Action.Refuse(
                Refusal.ADOPTION_REFUSED,
                "There is no profile named 'team-a-chat' in us-east-1 to observe: create a resource"
                    + " with the right name and Region, or wait for the profile"));
  }

  @Test
  void refusesToObserveWhatNobodyNames() {
    assertThat(Planner.plan(input(observing(intent()), NOTHING, sameName(NEIGHBOURS), NOT_ALLOWED)))
        .isEqualTo(
            new Action.Refuse(
                Refusal.INVALID_SPEC,
                "managementPolicy Observe has no profile to observe: set"
                    + " spec.adopt.inferenceProfileArn or spec.adopt.matchingName"));
  }

  static Stream<PlanInput> refusals() {
    return Stream.of(REFUSED_NOW, REFUSED_BEFORE, REFUSED_BEFORE_UNSETTLED);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhoHasTheName(PlanInput refused) {
    assertThat(Planner.plan(input(intent(), NOTHING, sameName(NEIGHBOURS), refused)))
        .isEqualTo(
            new Action.Refuse(
                Refusal.NAME_CONFLICT,
                "The profile "
                    + ARN
                    + " belongs to team-b/bot in cluster prod:"
                    + " create a resource with another inferenceProfileName"));
  }

  @Test
  void saysThatNobodyHereHasTheName() {
    assertThat(Planner.plan(input(intent(), NOTHING, sameName(NOBODYS), REFUSED_NOW)))
        .isInstanceOfSatisfying(
            Action.Refuse.class,
            refuse -> {
              assertThat(refuse.why()).isEqualTo(Refusal.NAME_CONFLICT);
              assertThat(refuse.message()).contains(SECOND_ARN, "was not created by this operator");
            });
  }

  @Test
  void doesNotAdoptAPredecessorsProfileThatIsAnotherOne() {
    var other = found(Scene.described(Optional.of("Old")), tagsOf(PREDECESSOR));

    assertThat(Planner.plan(input(intent(), NOTHING, sameName(other), NOT_ALLOWED)))
        .isInstanceOfSatisfying(
            Action.Refuse.class,
            refuse -> {
              assertThat(refuse.why()).isEqualTo(Refusal.ADOPTION_REFUSED);
              assertThat(refuse.message()).contains(ARN, "its description is 'Old'");
            });
  }

  @Test
  void doesNotKeepWhatIsOursUnderAnotherDescription() {
    var other = found(named("team-a-chat-2"), tagsOf(OWNER));

    assertThat(Planner.plan(input(intent(), NOTHING, sameName(other), NONE)))
        .isInstanceOfSatisfying(
            Action.Refuse.class,
            refuse -> assertThat(refuse.why()).isEqualTo(Refusal.IMMUTABLE_FIELD_CHANGED));
  }

  @Test
  void refusesToChooseAmongSeveral() {
    assertThat(Planner.plan(input(adoptingName(), NOTHING, sameName(NEIGHBOURS, NOBODYS), ALLOWED)))
        .isEqualTo(
            new Action.Refuse(
                Refusal.ADOPTION_REFUSED,
                "2 profiles are named 'team-a-chat': name the one to adopt in"
                    + " spec.adopt.inferenceProfileArn"));
  }

  @Test
  void adoptsTheOneThatIsNotLost() {
    var sighting = sameName(OURS, NOBODYS);

    var withoutToken = recorded(Optional.empty(), Optional.empty(), Set.of(), List.of(ARN));

    assertThat(Planner.plan(input(adoptingName(), afterLossOf(ARN), sighting, ALLOWED)))
        .isEqualTo(
            new Action.ChangeToken(Optional.empty(), "Adopting the profile " + SECOND.arn()));
    assertThat(Planner.plan(input(adoptingName(), withoutToken, sighting, ALLOWED)))
        .isEqualTo(new Action.Adopt(SECOND, OWNER.tags(), Optional.empty()));
  }

  @Test
  void doesNotAdoptByNameWhereAnArnWasNamed() {
    var lost = afterLossOf(ARN);

    assertThat(Planner.plan(input(adoptingArn(), lost, sameName(NOBODYS), ALLOWED)))
        .isEqualTo(new Action.Create(want(), "u2-1"));
  }
}
