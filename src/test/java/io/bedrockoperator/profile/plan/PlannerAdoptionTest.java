package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.Scene.ABROAD;
import static io.bedrockoperator.profile.plan.Scene.ALLOWED;
import static io.bedrockoperator.profile.plan.Scene.ALLOWED_AS_BEFORE;
import static io.bedrockoperator.profile.plan.Scene.ALLOWED_FROM_LIVING;
import static io.bedrockoperator.profile.plan.Scene.ALLOWED_UNSETTLED;
import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.CREATED_AT;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.NEVER_ALLOWED;
import static io.bedrockoperator.profile.plan.Scene.NONE;
import static io.bedrockoperator.profile.plan.Scene.NOTHING;
import static io.bedrockoperator.profile.plan.Scene.NOT_ALLOWED;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopted;
import static io.bedrockoperator.profile.plan.Scene.adopting;
import static io.bedrockoperator.profile.plan.Scene.adoptingArn;
import static io.bedrockoperator.profile.plan.Scene.adoptingName;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.created;
import static io.bedrockoperator.profile.plan.Scene.described;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.inStatus;
import static io.bedrockoperator.profile.plan.Scene.input;
import static io.bedrockoperator.profile.plan.Scene.intent;
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
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.plan.Action.Refusal;
import io.bedrockoperator.profile.plan.Scene.Case;
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

  private static Case adopts(
      String situation,
      DesiredState intent,
      ProfileRecord recorded,
      Observation sighting,
      Owner... former) {
    var put = former.length == 0 ? tagsOf(OWNER) : OWNER.tags();
    return new Case(
        situation,
        intent,
        recorded,
        sighting,
        ALLOWED,
        new Action.Adopt(profile(), put, Stream.of(former).findFirst()));
  }

  private static DesiredState takeOver() {
    return adopting(new Adoption.OfArn(ARN, true));
  }

  private static Action otherProfile() {
    return new Action.Refuse(
        Refusal.IMMUTABLE_FIELD_CHANGED,
        "This resource has the profile %s and cannot change it for %s: correct spec.adopt, or"
                .formatted(ARN, SECOND_ARN)
            + " create a new resource for the other profile");
  }

  static Stream<Case> adoptions() {
    return Stream.of(
        adopts("nobody's, by ARN", adoptingArn(), NOTHING, found(UNOWNED)),
        adopts("nobody's, by name", adoptingName(), NOTHING, sameName(found(UNOWNED))),
        adopts("without any tag", adoptingArn(), NOTHING, found(Map.of())),
        adopts("a dead resource's", adoptingArn(), NOTHING, found(tagsOf(NEIGHBOUR)), NEIGHBOUR),
        adopts(
            "a living resource's, by takeOver",
            takeOver(),
            NOTHING,
            found(tagsOf(NEIGHBOUR)),
            NEIGHBOUR),
        adopts(
            "another cluster's, by takeOver", takeOver(), NOTHING, found(tagsOf(ABROAD)), ABROAD),
        adopts("stripped of its owner tags", adoptingArn(), adopted(), found(UNOWNED)),
        adopts("stripped, adoption not asked for any more", intent(), adopted(), found(UNOWNED)),
        adopts(
            "tagged by a dead resource meanwhile",
            adoptingArn(),
            adopted(),
            found(tagsOf(NEIGHBOUR)),
            NEIGHBOUR));
  }

  static Stream<Case> otherActions() {
    var pending = inStatus("CREATING");
    var keep = new Action.Keep(ARN, Optional.of(profile()));
    var predecessor = new Action.Adopt(profile(), OWNER.tags(), Optional.of(PREDECESSOR));
    return Stream.of(
        new Case("ours already", adoptingArn(), NOTHING, found(tagsOf(OWNER)), NOT_ALLOWED, keep),
        new Case(
            "its predecessor's",
            adoptingArn(),
            NOTHING,
            found(tagsOf(PREDECESSOR)),
            NOT_ALLOWED,
            predecessor),
        new Case(
            "a newer one may be hidden",
            adoptingArn(),
            NOTHING,
            found(UNOWNED),
            ALLOWED_UNSETTLED,
            new Action.AwaitCertainty("team-a-chat")),
        new Case(
            "a newer one may be hidden, observed",
            observing(adoptingArn()),
            NOTHING,
            found(UNOWNED),
            ALLOWED_UNSETTLED,
            new Action.AwaitCertainty("team-a-chat")),
        new Case(
            "tags alone read",
            adoptingArn(),
            adopted(),
            tagsOnly(UNOWNED),
            ALLOWED,
            new Action.LookAgain(ARN)),
        new Case("observed", observing(adoptingArn()), NOTHING, found(UNOWNED), NOT_ALLOWED, keep),
        new Case(
            "observed at a neighbour",
            observing(adoptingArn()),
            NOTHING,
            found(tagsOf(NEIGHBOUR)),
            NOT_ALLOWED,
            keep),
        new Case(
            "taken from a living owner",
            takeOver(),
            NOTHING,
            found(tagsOf(NEIGHBOUR)),
            ALLOWED_FROM_LIVING,
            new Action.Adopt(profile(), OWNER.tags(), Optional.of(NEIGHBOUR))),
        new Case(
            "named instead of the one it adopted",
            adopting(new Adoption.OfArn(SECOND_ARN, true)),
            adopted(),
            new Observation.NotLooked(),
            ALLOWED,
            otherProfile()),
        new Case(
            "named instead of the one it created",
            adopting(new Adoption.OfArn(SECOND_ARN, true)),
            created(),
            new Observation.NotLooked(),
            ALLOWED,
            otherProfile()),
        new Case(
            "observed instead of another",
            observing(adopting(new Adoption.OfArn(SECOND_ARN, false))),
            adopted(),
            found(profile(SECOND_ARN, CREATED_AT), UNOWNED),
            ALLOWED,
            new Action.Keep(SECOND_ARN, Optional.of(profile(SECOND_ARN, CREATED_AT)))),
        new Case(
            "observed by name",
            observing(adoptingName()),
            NOTHING,
            sameName(found(UNOWNED)),
            NOT_ALLOWED,
            keep),
        new Case(
            "observed, not ACTIVE",
            observing(adoptingArn()),
            NOTHING,
            found(pending, UNOWNED),
            NOT_ALLOWED,
            new Action.Await(found(pending, UNOWNED), true)));
  }

  @ParameterizedTest
  @MethodSource({"adoptions", "otherActions"})
  void plansOneAction(Case it) {
    assertThat(Planner.plan(input(it.intent(), it.recorded(), it.sighting(), it.circumstances())))
        .isEqualTo(it.expected());
  }

  @Test
  void takesOverOnceForEachWordOfTheUser() {
    var intent = adopting(new Adoption.OfArn(ARN, true));
    var taken = found(tagsOf(NEIGHBOUR));

    assertThat(Planner.plan(input(intent, adopted(), taken, ALLOWED)))
        .isInstanceOf(Action.Adopt.class);
    assertThat(Planner.plan(input(intent, adopted(), taken, ALLOWED_AS_BEFORE)))
        .isInstanceOfSatisfying(
            Action.Refuse.class,
            refuse -> assertThat(refuse.why()).isEqualTo(Refusal.NAME_CONFLICT));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void needsTheNamespacesLeave(boolean takeOver) {
    var intent = adopting(new Adoption.OfArn(ARN, takeOver));

    assertThat(refusal(intent, NOT_ALLOWED)).contains(ARN, "bedrock-operator.io/adoption: allowed");
    assertThat(refusal(intent, NEVER_ALLOWED)).contains(ARN).doesNotContain("annotate");
  }

  private static String refusal(DesiredState intent, PlanInput circumstances) {
    return Planner.plan(input(intent, NOTHING, found(UNOWNED), circumstances))
            instanceof Action.Refuse(Refusal why, String message)
        ? message
        : "";
  }

  @Test
  void offersAdoptionWhereItWouldSucceed() {
    assertThat(conflict(found(UNOWNED), AdoptionPermission.WITHHELD)).contains("adopt");
    assertThat(conflict(found(UNOWNED), AdoptionPermission.NEVER)).doesNotContain("adopt");
    assertThat(conflict(found(withModels("m"), UNOWNED), AdoptionPermission.GRANTED))
        .doesNotContain("adopt");
  }

  private static String conflict(Observation.Found holder, AdoptionPermission permission) {
    return Planner.plan(input(intent(), NOTHING, sameName(holder), Scene.nameHeld(permission)))
            instanceof Action.Refuse(Refusal why, String message)
        ? message
        : "";
  }

  record Unfit(String says, DesiredState intent, Observation sighting) {
    @Override
    public String toString() {
      return says;
    }
  }

  static Stream<Unfit> unfit() {
    return Stream.of(
        new Unfit("its name is 'old'", adoptingArn(), found(named("old"), UNOWNED)),
        new Unfit(
            "its description is ''", adoptingArn(), found(described(Optional.empty()), UNOWNED)),
        new Unfit(
            "its type is SYSTEM_DEFINED", adoptingArn(), found(ofType("SYSTEM_DEFINED"), UNOWNED)),
        new Unfit("its models are [m]", adoptingArn(), found(withModels("m"), UNOWNED)),
        new Unfit("it belongs to the resource team-b/bot", adoptingArn(), found(tagsOf(NEIGHBOUR))),
        new Unfit(
            "it belongs to the resource team-b/bot",
            adoptingName(),
            sameName(found(tagsOf(NEIGHBOUR)))),
        new Unfit("it belongs to the cluster 'staging'", adoptingArn(), found(tagsOf(ABROAD))),
        new Unfit(
            "its name is 'old'",
            adopting(new Adoption.OfArn(ARN, true)),
            found(named("old"), tagsOf(NEIGHBOUR))),
        new Unfit("its name is 'old'", observing(adoptingArn()), found(named("old"), UNOWNED)));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void refusesWhatDoesNotFit(Unfit it) {
    assertThat(Planner.plan(input(it.intent, NOTHING, it.sighting, ALLOWED_FROM_LIVING)))
        .isInstanceOfSatisfying(
            Action.Refuse.class,
            refuse -> {
              assertThat(refuse.why()).isEqualTo(Refusal.ADOPTION_REFUSED);
              assertThat(refuse.message()).contains(ARN, "does not fit", it.says);
            });
  }

  record Question(
      String situation,
      DesiredState intent,
      ProfileRecord recorded,
      Observation sighting,
      boolean expected) {
    @Override
    public String toString() {
      return situation;
    }
  }

  static Stream<Question> questions() {
    var ours = found(tagsOf(OWNER));
    var predecessors = found(tagsOf(PREDECESSOR));
    var other = found(profile(SECOND_ARN, CREATED_AT), UNOWNED);
    return Stream.of(
        new Question("not looked", adoptingArn(), NOTHING, new Observation.NotLooked(), false),
        new Question("missing", adoptingArn(), NOTHING, missing(true), false),
        new Question("found by ARN", adoptingArn(), NOTHING, found(UNOWNED), true),
        new Question("found by ARN, ours", adoptingArn(), NOTHING, ours, false),
        new Question("created here", intent(), created(), found(UNOWNED), false),
        new Question("adopted, stripped", adoptingArn(), adopted(), found(UNOWNED), true),
        new Question("adopted, in order", adoptingArn(), adopted(), ours, false),
        new Question("adopted, read", adoptingArn(), adopted(), profileOnly(profile()), false),
        new Question("by name", adoptingName(), NOTHING, sameName(found(UNOWNED)), true),
        new Question("by ARN, lost", adoptingArn(), afterLossOf(ARN), sameName(other), false),
        new Question("by name, ours", adoptingName(), NOTHING, sameName(ours), false),
        new Question("no adoption", intent(), NOTHING, sameName(found(UNOWNED)), false),
        new Question("predecessor's", intent(), NOTHING, sameName(predecessors), true),
        new Question(
            "predecessor's, lost", intent(), afterLossOf(ARN), sameName(predecessors), false));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void asksForLeaveAndModelsOnlyWhereItMayAdopt(Question it) {
    assertThat(
            ReadPlanner.second(input(it.intent, it.recorded, it.sighting, NONE))
                instanceof ReadPlan.ForAdoption)
        .isEqualTo(it.expected);
  }
}
