package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.PlanCase.given;
import static io.bedrockoperator.profile.plan.Scene.ABROAD;
import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.BY_ARN;
import static io.bedrockoperator.profile.plan.Scene.BY_NAME;
import static io.bedrockoperator.profile.plan.Scene.CREATED_AT;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopted;
import static io.bedrockoperator.profile.plan.Scene.adopting;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.created;
import static io.bedrockoperator.profile.plan.Scene.described;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.inStatus;
import static io.bedrockoperator.profile.plan.Scene.missing;
import static io.bedrockoperator.profile.plan.Scene.named;
import static io.bedrockoperator.profile.plan.Scene.observing;
import static io.bedrockoperator.profile.plan.Scene.ofType;
import static io.bedrockoperator.profile.plan.Scene.profile;
import static io.bedrockoperator.profile.plan.Scene.profileOnly;
import static io.bedrockoperator.profile.plan.Scene.sameName;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static io.bedrockoperator.profile.plan.Scene.tagsOnly;
import static io.bedrockoperator.profile.plan.Scene.withModels;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done about a profile that is to be taken over. */
class PlannerAdoptionTest {

  private static final Map<String, String> UNOWNED = Map.of("team", "b", "map-migrated", "m");
  private static final Observation.Found NOBODYS = found(UNOWNED);
  private static final Observation.Found NEIGHBOURS = found(tagsOf(NEIGHBOUR));
  private static final Adoption TAKE_OVER = new Adoption.OfArn(ARN, true);
  private static final Action KEEP = new Action.Keep(ARN, Optional.of(profile()));

  private static PlanCase byArn(String situation) {
    return given(situation).asked(adopting(BY_ARN));
  }

  private static PlanCase observed(String situation) {
    return given(situation).asked(observing(BY_ARN)).notAllowed();
  }

  private static Action adopt() {
    return new Action.Adopt(profile(), tagsOf(OWNER), Optional.empty());
  }

  private static Action adoptFrom(Owner former) {
    return new Action.Adopt(profile(), OWNER.tags(), Optional.of(former));
  }

  static Stream<PlanCase> adoptions() {
    var takeOver = adopting(TAKE_OVER);
    var abroad = found(tagsOf(ABROAD));
    return Stream.of(
            byArn("nobody's, by ARN").seen(NOBODYS).plans(adopt()),
            given("by name").asked(adopting(BY_NAME)).seen(sameName(NOBODYS)).plans(adopt()),
            byArn("without any tag").seen(found(Map.of())).plans(adopt()),
            byArn("a dead resource's").seen(NEIGHBOURS).plans(adoptFrom(NEIGHBOUR)),
            given("takeOver").asked(takeOver).seen(NEIGHBOURS).plans(adoptFrom(NEIGHBOUR)),
            given("another cluster's").asked(takeOver).seen(abroad).plans(adoptFrom(ABROAD)),
            byArn("stripped of its owner tags").recorded(adopted()).seen(NOBODYS).plans(adopt()),
            given("stripped, adoption not asked for any more")
                .recorded(adopted())
                .seen(NOBODYS)
                .plans(adopt()),
            byArn("tagged by a dead resource meanwhile")
                .recorded(adopted())
                .seen(NEIGHBOURS)
                .plans(new Action.Reclaim(ARN)))
        .map(PlanCase::allowed);
  }

  static Stream<PlanCase> otherActions() {
    var pending = found(inStatus("CREATING"), UNOWNED);
    var second = profile(SECOND_ARN, CREATED_AT);
    var certainty = new Action.AwaitCertainty("team-a-chat");
    return Stream.of(
        byArn("ours already").notAllowed().seen(found(tagsOf(OWNER))).plans(KEEP),
        byArn("its predecessor's")
            .notAllowed()
            .seen(found(tagsOf(PREDECESSOR)))
            .plans(adoptFrom(PREDECESSOR)),
        byArn("newer, hidden?").allowed().unsettled().seen(NOBODYS).plans(certainty),
        observed("a newer one may be hidden").unsettled().seen(NOBODYS).plans(certainty),
        byArn("tags alone read")
            .allowed()
            .recorded(adopted())
            .seen(tagsOnly(UNOWNED))
            .plans(new Action.LookAgain(ARN)),
        observed("observed").seen(NOBODYS).plans(KEEP),
        observed("observed at a neighbour").seen(NEIGHBOURS).plans(KEEP),
        given("taken from a living owner")
            .asked(adopting(TAKE_OVER))
            .allowed()
            .ownerLives()
            .seen(NEIGHBOURS)
            .plans(adoptFrom(NEIGHBOUR)),
        takenSince("taken since").plans(new Action.Reclaim(ARN)),
        takenSince("taken since it was reported on")
            .reportedOn()
            .refuses(Refusal.NAME_CONFLICT, ARN),
        anotherNamed("instead of the one it adopted").recorded(adopted()),
        anotherNamed("instead of the one it created").recorded(created()),
        given("observed instead of another")
            .asked(observing(new Adoption.OfArn(SECOND_ARN, false)))
            .allowed()
            .recorded(adopted())
            .seen(found(second, UNOWNED))
            .plans(new Action.Keep(SECOND_ARN, Optional.of(second))),
        observed("by name").asked(observing(BY_NAME)).seen(sameName(NOBODYS)).plans(KEEP),
        observed("not ACTIVE").seen(pending).plans(new Action.Await(pending, true)));
  }

  private static PlanCase takenSince(String situation) {
    return given(situation)
        .asked(adopting(TAKE_OVER))
        .allowed()
        .recorded(adopted())
        .seen(NEIGHBOURS);
  }

  private static PlanCase anotherNamed(String situation) {
    return given(situation)
        .asked(adopting(new Adoption.OfArn(SECOND_ARN, true)))
        .allowed()
        .refuses(
            Refusal.IMMUTABLE_FIELD_CHANGED,
            "has the profile %s and cannot change it for %s".formatted(ARN, SECOND_ARN),
            "correct spec.adopt, or create a new resource");
  }

  static Stream<PlanCase> unfit() {
    var neighbours = "it belongs to the resource team-b/bot";
    return Stream.of(
        unfit("its name is 'old'", adopting(BY_ARN), found(named("old"), UNOWNED)),
        unfit(
            "its description is ''", adopting(BY_ARN), found(described(Optional.empty()), UNOWNED)),
        unfit(
            "its type is SYSTEM_DEFINED",
            adopting(BY_ARN),
            found(ofType("SYSTEM_DEFINED"), UNOWNED)),
        unfit("its models are [m]", adopting(BY_ARN), found(withModels("m"), UNOWNED)),
        unfit(neighbours, adopting(BY_ARN), NEIGHBOURS),
        unfit(neighbours, adopting(BY_NAME), sameName(NEIGHBOURS)),
        unfit("it belongs to the cluster 'staging'", adopting(BY_ARN), found(tagsOf(ABROAD))),
        unfit("its name is 'old'", adopting(TAKE_OVER), found(named("old"), tagsOf(NEIGHBOUR))),
        unfit("its name is 'old'", observing(BY_ARN), found(named("old"), UNOWNED)));
  }

  private static PlanCase unfit(String says, DesiredState desired, Observation seen) {
    return given(says)
        .asked(desired)
        .allowed()
        .ownerLives()
        .seen(seen)
        .refuses(Refusal.ADOPTION_REFUSED, ARN, "does not fit", says);
  }

  @ParameterizedTest
  @MethodSource({"adoptions", "otherActions", "unfit"})
  void plansOneAction(PlanCase it) {
    it.holds();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void needsTheNamespacesLeave(boolean takeOver) {
    var asked = given("").asked(adopting(new Adoption.OfArn(ARN, takeOver))).seen(NOBODYS);

    assertThat(message(asked.notAllowed())).contains(ARN, "bedrock-operator.io/adoption: allowed");
    assertThat(message(asked.adoption(AdoptionPermission.NEVER)))
        .contains(ARN)
        .doesNotContain("annotate");
  }

  @Test
  void offersAdoptionWhereItWouldSucceed() {
    assertThat(conflict(NOBODYS, AdoptionPermission.WITHHELD)).contains("adopt");
    assertThat(conflict(NOBODYS, AdoptionPermission.NEVER)).doesNotContain("adopt");
    assertThat(conflict(found(withModels("m"), UNOWNED), AdoptionPermission.GRANTED))
        .doesNotContain("adopt");
  }

  private static String conflict(Observation.Found holder, AdoptionPermission permission) {
    return message(
        given("").refusedName(NameClaim.REFUSED_NOW).adoption(permission).seen(sameName(holder)));
  }

  private static String message(PlanCase refused) {
    return refused.plan() instanceof Action.Refuse(Refusal why, String message) ? message : "";
  }

  static Stream<PlanCase> whatMayBeAdopted() {
    return Stream.of(
        byArn("found by ARN").seen(NOBODYS),
        byArn("adopted, stripped").recorded(adopted()).seen(NOBODYS),
        given("by name").asked(adopting(BY_NAME)).seen(sameName(NOBODYS)),
        given("predecessor's").seen(sameName(found(tagsOf(PREDECESSOR)))));
  }

  @ParameterizedTest
  @MethodSource("whatMayBeAdopted")
  void asksForLeaveAndModelsWhereItMayAdopt(PlanCase it) {
    assertThat(ReadPlanner.second(it.input())).isInstanceOf(ReadPlan.ForAdoption.class);
  }

  static Stream<PlanCase> whatIsNotToBeAdopted() {
    var ours = found(tagsOf(OWNER));
    var other = found(profile(SECOND_ARN, CREATED_AT), UNOWNED);
    var predecessors = sameName(found(tagsOf(PREDECESSOR)));
    return Stream.of(
        byArn("not looked"),
        byArn("missing").seen(missing(true)),
        byArn("found by ARN, ours").seen(ours),
        given("created here").recorded(created()).seen(NOBODYS),
        byArn("adopted, in order").recorded(adopted()).seen(ours),
        byArn("adopted, read").recorded(adopted()).seen(profileOnly(profile())),
        byArn("by ARN, lost").recorded(afterLossOf(ARN)).seen(sameName(other)),
        given("by name, ours").asked(adopting(BY_NAME)).seen(sameName(ours)),
        given("no adoption").seen(sameName(NOBODYS)),
        given("predecessor's, lost").recorded(afterLossOf(ARN)).seen(predecessors));
  }

  @ParameterizedTest
  @MethodSource("whatIsNotToBeAdopted")
  void asksForNeitherElsewhere(PlanCase it) {
    assertThat(ReadPlanner.second(it.input())).isNotInstanceOf(ReadPlan.ForAdoption.class);
  }
}
