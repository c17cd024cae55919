package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.PlanCase.given;
import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.BY_ARN;
import static io.bedrockoperator.profile.plan.Scene.NOTHING;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopted;
import static io.bedrockoperator.profile.plan.Scene.adopting;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.created;
import static io.bedrockoperator.profile.plan.Scene.desired;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.intent;
import static io.bedrockoperator.profile.plan.Scene.missing;
import static io.bedrockoperator.profile.plan.Scene.neverRecreating;
import static io.bedrockoperator.profile.plan.Scene.observing;
import static io.bedrockoperator.profile.plan.Scene.suspended;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.RecreatePolicy;
import io.bedrockoperator.profile.plan.PlanInput.Doubts;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerLookTest {

  private static final ReadPlan NOWHERE = new ReadPlan.Nowhere();
  private static final ReadPlan BY_NAME = new ReadPlan.ByName("us-east-1", "team-a-chat");
  private static final ReadPlan PROFILE_AND_TAGS = new ReadPlan.At(ARN, true, true);
  private static final ReadPlan PROFILE = new ReadPlan.At(ARN, true, false);
  private static final ReadPlan TAGS = new ReadPlan.At(ARN, false, true);

  private static final DesiredState SUSPENDED_ADOPTION =
      desired(RecreatePolicy.RECREATE, ManagementPolicy.FULL, true, Optional.of(BY_ARN));

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
      ReadPlan expected) {}

  static Stream<Case> nothingRecorded() {
    return Stream.of(
        new Case("fresh: nobody can have created it", intent(), NOTHING, FRESH, NOWHERE),
        new Case("seen before: somebody may have", intent(), NOTHING, NOT_FRESH, BY_NAME),
        new Case("after a loss", intent(), afterLossOf(ARN), NOT_FRESH, BY_NAME),
        new Case("adopts by ARN", adopting(BY_ARN), NOTHING, NOT_FRESH, PROFILE_AND_TAGS),
        new Case("adopts by ARN, fresh", adopting(BY_ARN), NOTHING, FRESH, PROFILE_AND_TAGS),
        new Case("adopts by name", adopting(Scene.BY_NAME), NOTHING, NOT_FRESH, BY_NAME),
        new Case("adopts by name, fresh", adopting(Scene.BY_NAME), NOTHING, FRESH, BY_NAME),
        new Case(
            "the ARN to adopt is lost", adopting(BY_ARN), afterLossOf(ARN), NOT_FRESH, BY_NAME),
        new Case(
            "another one is lost",
            adopting(BY_ARN),
            afterLossOf(SECOND_ARN),
            FRESH,
            PROFILE_AND_TAGS),
        new Case("a creation was tried: the token will do", intent(), NOTHING, TRIED, NOWHERE),
        new Case("observes nothing, untouched", observing(), NOTHING, FRESH, NOWHERE),
        new Case("observes what was tried", observing(), NOTHING, TRIED, BY_NAME),
        new Case("observes what may be ours", observing(), NOTHING, NOT_FRESH, BY_NAME),
        new Case("observes a name", observing(Scene.BY_NAME), NOTHING, FRESH, BY_NAME),
        new Case("observes an ARN", observing(BY_ARN), NOTHING, FRESH, PROFILE_AND_TAGS),
        new Case("suspended", suspended(), NOTHING, NOT_FRESH, NOWHERE),
        new Case("suspended adoption", SUSPENDED_ADOPTION, NOTHING, NOT_FRESH, NOWHERE));
  }

  static Stream<Case> recorded() {
    return Stream.of(
        new Case("idle", intent(), created(), NOT_FRESH, NOWHERE),
        new Case("profile due", intent(), created(), FOR_PROFILE, PROFILE),
        new Case("tags due", intent(), created(), FOR_TAGS, TAGS),
        new Case("both due", intent(), created(), FOR_BOTH, PROFILE_AND_TAGS),
        new Case("adopted, idle", adopting(BY_ARN), adopted(), NOT_FRESH, NOWHERE),
        new Case("adopted, profile due", adopting(BY_ARN), adopted(), FOR_PROFILE, PROFILE),
        new Case("adopted, tags due", adopting(BY_ARN), adopted(), FOR_TAGS, PROFILE_AND_TAGS),
        new Case("observes, idle", observing(), created(), NOT_FRESH, NOWHERE),
        new Case("observes, profile due", observing(), created(), FOR_PROFILE, PROFILE),
        new Case("observes, tags due", observing(), created(), FOR_TAGS, PROFILE),
        new Case("observes, both due", observing(BY_ARN), adopted(), FOR_BOTH, PROFILE),
        new Case("suspended, both due", suspended(), created(), FOR_BOTH, NOWHERE));
  }

  @Test
  void looksByNameBeforeItCallsAProfileLostForGood() {
    var never = given("").asked(neverRecreating()).recorded(created());

    assertThat(second(never.seen(missing(true)))).isEqualTo(BY_NAME);
    assertThat(second(never.seen(missing(false)))).isEqualTo(NOWHERE);
    assertThat(second(never.seen(found(tagsOf(OWNER))))).isEqualTo(NOWHERE);
    assertThat(second(never.recorded(adopted()).seen(missing(true)))).isEqualTo(NOWHERE);
    assertThat(second(given("").recorded(created()).seen(missing(true)))).isEqualTo(NOWHERE);
  }

  private static ReadPlan second(PlanCase known) {
    return ReadPlanner.second(known.input());
  }

  @ParameterizedTest
  @MethodSource({"nothingRecorded", "recorded"})
  void looksOnlyWhereItHasTo(Case it) {
    var known = given(it.situation).asked(it.intent).recorded(it.recorded).doubtful(it.need);

    assertThat(ReadPlanner.first(known.input())).isEqualTo(it.expected);
  }
}
