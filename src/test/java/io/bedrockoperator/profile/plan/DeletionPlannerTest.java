package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.Scene.ABROAD;
import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.NOTHING;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopted;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.created;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.missing;
import static io.bedrockoperator.profile.plan.Scene.profile;
import static io.bedrockoperator.profile.plan.Scene.sameName;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static io.bedrockoperator.profile.plan.Scene.tagsOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.DeletionPolicy;
import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.plan.DeletionAction.Cause;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionPlannerTest {

  private static final Observation NOT_LOOKED = new Observation.NotLooked();

  private static final ReadPlan NOWHERE = new ReadPlan.Nowhere();
  private static final ReadPlan TAGS = new ReadPlan.At(ARN, false, true);
  private static final ReadPlan BY_NAME = new ReadPlan.ByName("us-east-1", "team-a-chat");

  private static final String REGION = "us-east-1";
  private static final Optional<String> NAME = Optional.of("team-a-chat");
  private static final Optional<DeletionPolicy> NO_POLICY = Optional.empty();
  private static final Optional<DeletionPolicy> TO_DELETE = Optional.of(DeletionPolicy.DELETE);

  private static final DeletionRequest DEFAULT = request(NO_POLICY, false);
  private static final DeletionRequest DELETE = request(TO_DELETE, false);
  private static final DeletionRequest RETAIN = request(Optional.of(DeletionPolicy.RETAIN), false);
  private static final DeletionRequest ADOPTS = request(NO_POLICY, true);
  private static final DeletionRequest ADOPTS_DELETE = request(TO_DELETE, true);
  private static final DeletionRequest OBSERVES =
      new DeletionRequest(OWNER, REGION, NAME, TO_DELETE, ManagementPolicy.OBSERVE, false, false);
  private static final DeletionRequest SUSPENDED =
      new DeletionRequest(OWNER, REGION, NAME, TO_DELETE, ManagementPolicy.FULL, true, false);
  private static final DeletionRequest NAMELESS = request(REGION, Optional.empty());
  private static final DeletionRequest HOMELESS = request("", NAME);

  private static DeletionRequest request(Optional<DeletionPolicy> policy, boolean adopts) {
    return new DeletionRequest(OWNER, REGION, NAME, policy, ManagementPolicy.FULL, false, adopts);
  }

  private static DeletionRequest request(String region, Optional<String> name) {
    return new DeletionRequest(OWNER, region, name, NO_POLICY, ManagementPolicy.FULL, false, false);
  }

  record Place(
      String situation, DeletionRequest intent, ProfileRecord recorded, ReadPlan expected) {}

  static Stream<Place> places() {
    return Stream.of(
        new Place("created here", DEFAULT, created(), TAGS),
        new Place("created here, Delete", DELETE, created(), TAGS),
        new Place("created here, Retain", RETAIN, created(), NOWHERE),
        new Place("created here, adopt added since", ADOPTS, created(), TAGS),
        new Place("adopted", ADOPTS, adopted(), NOWHERE),
        new Place("adopted, adopt removed since", DEFAULT, adopted(), NOWHERE),
        new Place("adopted, Delete", ADOPTS_DELETE, adopted(), TAGS),
        new Place("never recorded", DEFAULT, NOTHING, BY_NAME),
        new Place("never recorded, Retain", RETAIN, NOTHING, NOWHERE),
        new Place("never recorded, to be adopted", ADOPTS, NOTHING, NOWHERE),
        new Place("never recorded, to be adopted, Delete", ADOPTS_DELETE, NOTHING, BY_NAME),
        new Place("lost", DEFAULT, afterLossOf(ARN), BY_NAME),
        new Place("never named", NAMELESS, NOTHING, NOWHERE),
        new Place("never named, but recorded", NAMELESS, created(), TAGS),
        new Place("observed", OBSERVES, created(), NOWHERE),
        new Place("observed, never recorded", OBSERVES, NOTHING, NOWHERE),
        new Place("suspended", SUSPENDED, created(), NOWHERE));
  }

  @ParameterizedTest
  @MethodSource("places")
  void looksOnlyForWhatItMayDelete(Place it) {
    assertThat(
            DeletionPlanner.first(
                new DeletionInput(it.intent, it.recorded, NOT_LOOKED, false, true)))
        .isEqualTo(it.expected);
  }

  record Again(String situation, DeletionRequest intent, Observation sighting, ReadPlan expected) {}

  static Stream<Again> secondLooks() {
    return Stream.of(
        new Again("missing", DEFAULT, missing(false), BY_NAME),
        new Again("missing, never named", NAMELESS, missing(true), NOWHERE),
        new Again("missing, of no known Region", HOMELESS, missing(true), NOWHERE),
        new Again("there", DEFAULT, tagsOnly(tagsOf(OWNER)), NOWHERE),
        new Again("looked by name already", DEFAULT, sameName(), NOWHERE),
        new Again("not looked at", RETAIN, NOT_LOOKED, NOWHERE));
  }

  @ParameterizedTest
  @MethodSource("secondLooks")
  void looksByNameBeforeItCallsAProfileGone(Again it) {
    assertThat(
            DeletionPlanner.second(
                new DeletionInput(it.intent, created(), it.sighting, false, true)))
        .isEqualTo(it.expected);
  }

  record Case(
      String situation,
      DeletionRequest intent,
      ProfileRecord recorded,
      Observation sighting,
      boolean settled,
      DeletionAction expected) {}

  static Stream<Case> kept() {
    var retained = new DeletionAction.Release(Cause.RETAINED, Optional.of(ARN));
    var nothing = new DeletionAction.Release(Cause.RETAINED, Optional.empty());
    var awaited = new DeletionAction.AwaitCertainty(Cause.RETAINED);
    return Stream.of(
        new Case("suspended", SUSPENDED, created(), NOT_LOOKED, true, new DeletionAction.Suspend()),
        new Case("Retain", RETAIN, created(), NOT_LOOKED, true, retained),
        new Case("Retain, not visible yet", RETAIN, created(), NOT_LOOKED, false, awaited),
        new Case("Retain, never recorded", RETAIN, NOTHING, NOT_LOOKED, true, nothing),
        new Case("Retain, perhaps created", RETAIN, NOTHING, NOT_LOOKED, false, awaited),
        new Case("adopted", ADOPTS, adopted(), NOT_LOOKED, false, retained),
        new Case("adopted, adopt removed", DEFAULT, adopted(), NOT_LOOKED, false, retained),
        new Case("to be adopted", ADOPTS, NOTHING, NOT_LOOKED, false, nothing),
        new Case("observed", OBSERVES, created(), NOT_LOOKED, true, retained),
        new Case("observed, not visible yet", OBSERVES, created(), NOT_LOOKED, false, awaited),
        new Case("Retain, seen anyway", RETAIN, created(), found(tagsOf(OWNER)), true, retained),
        new Case(
            "observed, seen anyway", OBSERVES, created(), found(tagsOf(OWNER)), true, retained));
  }

  static Stream<Case> recorded() {
    var delete = new DeletionAction.Delete(ARN, true);
    var notOurs = new DeletionAction.Release(Cause.NOT_OURS, Optional.of(ARN));
    return Stream.of(
        new Case("ours", DEFAULT, created(), tagsOnly(tagsOf(OWNER)), false, delete),
        new Case("predecessor's", DEFAULT, created(), tagsOnly(tagsOf(PREDECESSOR)), false, delete),
        new Case("stripped of owner tags", DEFAULT, created(), tagsOnly(Map.of()), false, delete),
        new Case(
            "adopted, Delete", ADOPTS_DELETE, adopted(), tagsOnly(tagsOf(OWNER)), true, delete),
        new Case("adopted, stripped", ADOPTS_DELETE, adopted(), tagsOnly(Map.of()), true, notOurs),
        new Case("neighbour's", DELETE, created(), tagsOnly(tagsOf(NEIGHBOUR)), true, notOurs),
        new Case("other cluster's", DELETE, created(), tagsOnly(tagsOf(ABROAD)), true, notOurs),
        new Case(
            "neighbour's, adopted",
            ADOPTS_DELETE,
            adopted(),
            tagsOnly(tagsOf(NEIGHBOUR)),
            true,
            notOurs));
  }

  static Stream<Case> gone() {
    var gone = new DeletionAction.Release(Cause.GONE, Optional.of(ARN));
    var nothing = new DeletionAction.Release(Cause.GONE, Optional.empty());
    var await = new DeletionAction.AwaitCertainty(Cause.GONE);
    return Stream.of(
        new Case("missing, settled", DEFAULT, created(), missing(false), true, gone),
        new Case("missing, unsettled", DEFAULT, created(), missing(false), false, await),
        new Case("missing, unsettled, confirmed", DEFAULT, created(), missing(true), false, await),
        new Case("never named", NAMELESS, NOTHING, NOT_LOOKED, false, nothing),
        new Case("none of the name, settled", DEFAULT, NOTHING, sameName(), true, nothing),
        new Case("none of the name, unsettled", DEFAULT, NOTHING, sameName(), false, await));
  }

  static Stream<Case> sameNames() {
    var second = profile(SECOND_ARN, Scene.CREATED_AT);
    var neighbours = found(second, tagsOf(NEIGHBOUR));
    var predecessors = found(second, tagsOf(PREDECESSOR));
    var unowned = found(second, Map.of());
    var ours = found(tagsOf(OWNER));
    var delete = new DeletionAction.Delete(ARN, false);
    var nothing = new DeletionAction.Release(Cause.GONE, Optional.empty());
    var await = new DeletionAction.AwaitCertainty(Cause.GONE);
    return Stream.of(
        new Case("ours", DEFAULT, NOTHING, sameName(ours), true, delete),
        new Case("ours, unsettled", DEFAULT, NOTHING, sameName(ours), false, delete),
        new Case("ours among others", DEFAULT, NOTHING, sameName(neighbours, ours), true, delete),
        new Case("neighbour's", DELETE, NOTHING, sameName(neighbours), true, nothing),
        new Case("neighbour's, unsettled", DELETE, NOTHING, sameName(neighbours), false, await),
        new Case("predecessor's", DELETE, NOTHING, sameName(predecessors), true, nothing),
        new Case("nobody's", DELETE, NOTHING, sameName(unowned), true, nothing),
        new Case("lost before, back", DEFAULT, afterLossOf(ARN), sameName(ours), true, delete));
  }

  @ParameterizedTest
  @MethodSource({"kept", "recorded", "gone", "sameNames"})
  void plansOneRemoval(Case it) {
    assertThat(
            DeletionPlanner.plan(
                new DeletionInput(it.intent, it.recorded, it.sighting, it.settled, true)))
        .isEqualTo(it.expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void looksForWhatComesLateAfterDeleting(boolean nothingLate) {
    var removal =
        DeletionPlanner.plan(
            new DeletionInput(DEFAULT, created(), tagsOnly(tagsOf(OWNER)), true, nothingLate));

    assertThat(removal).isEqualTo(new DeletionAction.Delete(ARN, nothingLate));
  }
}
