package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.apiserver.Kstatus;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Flux's own library makes of each row of the decision table. */
class KstatusIT {

  private static final int FLUX = 2;
  private static final String IN_PROGRESS = "InProgress";
  private static final String FAILED = "Failed";
  private static final String CURRENT = "Current";
  private static final String TERMINATING = "Terminating";

  private static Kstatus kstatus = new Kstatus(Path.of(""));

  @BeforeAll
  static void prepare() {
    kstatus = Kstatus.ofThisMachine();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void readsEachReasonAsTheTableSays(Reason reason) {
    assertThat(status(GitOpsRows.resource(reason))).isEqualTo(GitOpsRows.cell(reason, FLUX));
  }

  /** Flux gives up on Failed at once, and waits for InProgress. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void givesUpWhereSomebodyHasToActAndNowhereElse(Reason reason) {
    assertThat(status(GitOpsRows.resource(reason)).equals(FAILED))
        .isEqualTo(reason.progress() == Reason.Progress.STALLED);
  }

  static Stream<Reason> explained() {
    return Arrays.stream(Reason.values())
        .filter(reason -> Set.of(IN_PROGRESS, FAILED).contains(GitOpsRows.cell(reason, FLUX)));
  }

  /** Flux shows it. */
  @ParameterizedTest
  @MethodSource("explained")
  void passesOnWhyItIsNotCurrent(Reason reason) {
    assertThat(compute(GitOpsRows.resource(reason)).path("message").asText())
        .isEqualTo("says " + reason.value());
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DELETING", "DELETION_BLOCKED"})
  void waitsAfterAChangeOfTheSpec(Reason reason) {
    var resource = GitOpsRows.resource(reason);
    resource.getMetadata().setGeneration(GitOpsRows.GENERATION + 1);

    assertThat(status(resource)).isEqualTo(IN_PROGRESS);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void saysTerminatingWhileTheResourceIsDeletedWhateverTheReason(Reason reason) {
    var resource = GitOpsRows.resource(reason);
    resource.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertThat(status(resource)).isEqualTo(TERMINATING);
  }

  /** What the CRD gives a new resource, see AdmissionIT. */
  @Test
  void waitsForTheOperatorToSeeANewResource() throws JsonProcessingException {
    var resource =
        (ObjectNode) new ObjectMapper().readTree(json(GitOpsRows.resource(Reason.CREATING)));
    resource.putObject("status").put("observedGeneration", -1);

    assertThat(kstatus.compute(resource.toString()).path("status").asText())
        .isEqualTo(IN_PROGRESS)
        .isEqualTo(GitOpsRows.cell("not seen by the operator yet", FLUX));
  }

  @Test
  void takesAResourceWithoutAnyStatusForCurrent() {
    var resource = GitOpsRows.resource(Reason.CREATING);
    resource.setStatus(null);

    assertThat(status(resource))
        .as("so the CRD gives every resource a status, see AdmissionIT")
        .isEqualTo(CURRENT);
  }

  private static String status(InferenceProfile resource) {
    return compute(resource).path("status").asText();
  }

  private static JsonNode compute(InferenceProfile resource) {
    return kstatus.compute(json(resource));
  }

  private static String json(InferenceProfile resource) {
    return new KubernetesSerialization().asJson(resource);
  }
}
