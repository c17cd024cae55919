package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Flux makes of each row of the decision table. */
class KstatusTest {

  private static final int FLUX = 2;

  @ParameterizedTest
  @EnumSource(Reason.class)
  void readsEachReasonAsTheTableSays(Reason reason) {
    assertThat(Kstatus.of(GitOpsRows.resource(reason)).word())
        .isEqualTo(GitOpsRows.cell(reason, FLUX));
  }

  /** Flux gives up on Failed at once, and waits for InProgress. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void givesUpWhereSomebodyHasToActAndNowhereElse(Reason reason) {
    assertThat(Kstatus.of(GitOpsRows.resource(reason)) == Kstatus.FAILED)
        .isEqualTo(reason.progress() == Reason.Progress.STALLED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DELETING", "DELETION_BLOCKED"})
  void waitsAfterAChangeOfTheSpec(Reason reason) {
    var resource = GitOpsRows.resource(reason);
    resource.getMetadata().setGeneration(GitOpsRows.GENERATION + 1);

    assertThat(Kstatus.of(resource)).isEqualTo(Kstatus.IN_PROGRESS);
  }

  @Test
  void takesAResourceWithoutAnyStatusForCurrent() {
    var resource = GitOpsRows.resource(Reason.CREATING);
    resource.setStatus(null);

    assertThat(Kstatus.of(resource))
        .as("so the CRD gives every resource a status, see AdmissionIT")
        .isEqualTo(Kstatus.CURRENT);
  }
}
