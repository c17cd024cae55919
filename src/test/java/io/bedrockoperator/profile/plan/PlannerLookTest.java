package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.NONE;
import static io.bedrockoperator.profile.plan.Scene.NOTHING;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopted;
import static io.bedrockoperator.profile.plan.Scene.adoptingArn;
import static io.bedrockoperator.profile.plan.Scene.adoptingName;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.created;
import static io.bedrockoperator.profile.plan.Scene.doubting;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.input;
import static io.bedrockoperator.profile.plan.Scene.intent;
import static io.bedrockoperator.profile.plan.Scene.missing;
import static io.bedrockoperator.profile.plan.Scene.neverRecreating;
import static io.bedrockoperator.profile.plan.Scene.observing;
import static io.bedrockoperator.profile.plan.Scene.suspended;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.plan.PlanInput.Doubts;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerLookTest {

  private static final ReadPlan NOWHERE = new ReadPlan.Nowhere();
  private static final ReadPlan BY_NAME = new ReadPlan.ByName("us-east-1", "team-a-chat");
  private static final ReadPlan PROFILE_AND_TAGS = new ReadPlan.At(ARN, true, true);
  private static final ReadPlan PROFILE = new ReadPlan.At(ARN, true, false);
  private static final ReadPlan TAGS = new ReadPlan.At(ARN, false, true);

  private static final Doubts FRESH = new Doubts(true, true, false, false);
  private static final Doubts TRIED = new Doubts(true, false, false, false);
  private static final Doubts NOT_FRESH = new Doubts(false, false, false, false);
  private static final Doubts FOR_PROFILE = new Doubts(false, false, true, false);
  private static final Doubts FOR_TAGS = new Doubts(false, false, false, true);
  private static final Doubts FOR_BOTH = new Doubts(false, false, true, true);

  record Case(
      String situation,
      DesiredState intent,
      ProfileRecord recorded,
      Doubts need,
      ReadPlan expected) {
    @Override
    public String toString() {
      return situation;
    }
  }

  static Stream<Case> nothingRecorded() {
    return Stream.of(
        new Case("fresh: nobody can have created it", intent(), NOTHING, FRESH, NOWHERE),
        new Case("seen before: somebody may have", intent(), NOTHING, NOT_FRESH, BY_NAME),
        new Case("after a loss", intent(), afterLossOf(ARN), NOT_FRESH, BY_NAME),
        new Case("adopts by ARN", adoptingArn(), NOTHING, NOT_FRESH, PROFILE_AND_TAGS),
        new Case("adopts by ARN, fresh", adoptingArn(), NOTHING, FRESH, PROFILE_AND_TAGS),
        new Case("adopts by name", adoptingName(), NOTHING, NOT_FRESH, BY_NAME),
        new Case("adopts by name, fresh", adoptingName(), NOTHING, FRESH, BY_NAME),
        new Case("the ARN to adopt is lost", adoptingArn(), afterLossOf(ARN), NOT_FRESH, BY_NAME),
        new Case(
            "another one is lost", adoptingArn(), afterLossOf(SECOND_ARN), FRESH, PROFILE_AND_TAGS),
        new Case("a creation was tried: the token will do", intent(), NOTHING, TRIED, NOWHERE),
        new Case("observes nothing, untouched", observing(intent()), NOTHING, FRESH, NOWHERE),
        new Case("observes what was tried", observing(intent()), NOTHING, TRIED, BY_NAME),
        new Case("observes what may be ours", observing(intent()), NOTHING, NOT_FRESH, BY_NAME),
        new Case("observes a name", observing(adoptingName()), NOTHING, FRESH, BY_NAME),
        new Case("observes an ARN", observing(adoptingArn()), NOTHING, FRESH, PROFILE_AND_TAGS),
        new Case("suspended", suspended(intent()), NOTHING, NOT_FRESH, NOWHERE),
        new Case("suspended adoption", suspended(adoptingArn()), NOTHING, NOT_FRESH, NOWHERE));
  }

  static Stream<Case> recorded() {
    return Stream.of(
        new Case("idle", intent(), created(), NOT_FRESH, NOWHERE),
        new Case("profile due", intent(), created(), FOR_PROFILE, PROFILE),
        new Case("tags due", intent(), created(), FOR_TAGS, TAGS),
        new Case("both due", intent(), created(), FOR_BOTH, PROFILE_AND_TAGS),
        new Case("adopted, idle", adoptingArn(), adopted(), NOT_FRESH, NOWHERE),
        new Case("adopted, profile due", adoptingArn(), adopted(), FOR_PROFILE, PROFILE),
        new Case("adopted, tags due", adoptingArn(), adopted(), FOR_TAGS, PROFILE_AND_TAGS),
        new Case("observes, idle", observing(intent()), created(), NOT_FRESH, NOWHERE),
        new Case("observes, profile due", observing(intent()), created(), FOR_PROFILE, PROFILE),
        new Case("observes, tags due", observing(intent()), created(), FOR_TAGS, PROFILE),
        new Case("observes, both due", observing(adoptingArn()), adopted(), FOR_BOTH, PROFILE),
        new Case("suspended, both due", suspended(intent()), created(), FOR_BOTH, NOWHERE));
  }

  record Again(
      String situation,
      DesiredState intent,
      ProfileRecord recorded,
      Observation sighting,
      ReadPlan expected) {
    @Override
    public String toString() {
      return situation;
    }
  }

  static Stream<Again> secondLooks() {
    var never = neverRecreating(intent());
    return Stream.of(
        new Again("lost, Never", never, created(), missing(true), BY_NAME),
        new Again("not sure, Never", never, created(), missing(false), NOWHERE),
        new Again("lost, Recreate", intent(), created(), missing(true), NOWHERE),
        new Again("lost, adopted", never, adopted(), missing(true), NOWHERE),
        new Again("there", never, created(), found(tagsOf(OWNER)), NOWHERE));
  }

  @ParameterizedTest
  @MethodSource("secondLooks")
  void looksByNameBeforeItCallsAProfileLostForGood(Again it) {
    assertThat(ReadPlanner.second(input(it.intent, it.recorded, it.sighting, NONE)))
        .isEqualTo(it.expected);
  }

  @ParameterizedTest
  @MethodSource({"nothingRecorded", "recorded"})
  void looksOnlyWhereItHasTo(Case it) {
    assertThat(ReadPlanner.first(doubting(it.need, it.intent, it.recorded))).isEqualTo(it.expected);
  }
}
