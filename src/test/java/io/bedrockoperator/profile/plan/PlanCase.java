package io.bedrockoperator.profile.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.plan.PlanInput.AdoptionFacts;
import io.bedrockoperator.profile.plan.PlanInput.Doubts;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known of one resource, and what is done. Where a case says nothing else, the resource is
 * new, nothing was read, and something may be hidden.
 */
final class PlanCase {

  private final String situation;
  private DesiredState desired = Scene.intent();
  private ProfileRecord recorded = ProfileRecord.NOTHING;
  private Doubts doubts = new Doubts(false, false, false, false);
  private Observation seen = new Observation.NotLooked();
  private NameClaim nameClaim = NameClaim.UNTRIED;
  private boolean settled;
  private boolean deletionsSettled = true;
  private Optional<Action.Refuse> creationRefusal = Optional.empty();
  private boolean specChanged = true;
  private AdoptionFacts adoption = AdoptionFacts.UNKNOWN;
  private Consumer<Action> expected = planned -> fail("nothing is expected");

  private PlanCase(String situation) {
    this.situation = situation;
  }

  static PlanCase given(String situation) {
    return new PlanCase(situation);
  }

  PlanCase asked(DesiredState value) {
    desired = value;
    return this;
  }

  PlanCase recorded(ProfileRecord value) {
    recorded = value;
    return this;
  }

  PlanCase doubtful(Doubts value) {
    doubts = value;
    return this;
  }

  PlanCase seen(Observation value) {
    seen = value;
    return this;
  }

  /** And nothing is hidden any more. */
  PlanCase refusedName(NameClaim value) {
    nameClaim = value;
    settled = true;
    return this;
  }

  /** The source is known, no owner lives, and nothing is hidden. */
  PlanCase adoption(AdoptionPermission permission) {
    adoption = new AdoptionFacts(permission, false, Optional.of(Set.of(Scene.MODEL)));
    settled = true;
    return this;
  }

  PlanCase allowed() {
    return adoption(AdoptionPermission.GRANTED);
  }

  PlanCase notAllowed() {
    return adoption(AdoptionPermission.WITHHELD);
  }

  PlanCase ownerLives() {
    adoption = new AdoptionFacts(adoption.permission(), true, adoption.sourceModels());
    return this;
  }

  PlanCase notTakenByTheAccount(Action.Refuse refusal) {
    creationRefusal = Optional.of(refusal);
    return this;
  }

  /** Bedrock may still show what was deleted before the resource came. */
  PlanCase newcomer() {
    deletionsSettled = false;
    return this;
  }

  PlanCase unsettled() {
    settled = false;
    return this;
  }

  PlanCase reportedOn() {
    specChanged = false;
    return this;
  }

  PlanCase plans(Action action) {
    expected = planned -> assertThat(planned).isEqualTo(action);
    return this;
  }

  PlanCase refuses(Action.Refusal why, String... says) {
    expected =
        planned ->
            assertThat(planned)
                .isInstanceOfSatisfying(
                    Action.Refuse.class,
                    refuse -> {
                      assertThat(refuse.why()).isEqualTo(why);
                      assertThat(refuse.message()).contains(says);
                    });
    return this;
  }

  void holds() {
    expected.accept(plan());
  }

  Action plan() {
    return Planner.plan(input());
  }

  PlanInput input() {
    return new PlanInput(
        desired,
        recorded,
        doubts,
        Optional.empty(),
        seen,
        nameClaim,
        settled,
        deletionsSettled,
        specChanged,
        Optional.empty(),
        creationRefusal,
        adoption);
  }

  @Override
  public String toString() {
    return situation;
  }
}
