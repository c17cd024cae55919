package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.status.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArgoHealthTest {

  private static final int ARGO_CD = 1;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no status yet              | {}                                                  |"
            + " Progressing | waiting for the operator",
        "status without conditions  | {observedGeneration: 2}                             |"
            + " Progressing | waiting for the operator",
        "ready                      | {observedGeneration: 2, conditions: [READY]}        | Healthy"
            + "     | is ready",
        "ready for an older spec    | {observedGeneration: 1, conditions: [READY]}        |"
            + " Progressing | waiting for the operator",
        "on its way                 | {observedGeneration: 2, conditions: [NOT, MOVING]}  |"
            + " Progressing | is not ready",
        "unclear                    | {observedGeneration: 2, conditions: [UNCLEAR]}      |"
            + " Progressing | is unclear",
        "stalled                    | {observedGeneration: 2, conditions: [NOT, STALLED]} |"
            + " Degraded    | is stalled",
        "no more than the default   | {observedGeneration: -1}                            |"
            + " Progressing | waiting for the operator",
        "stalled with an older spec | {observedGeneration: 1, conditions: [NOT, STALLED]} |"
            + " Progressing | waiting for the operator",
        "not stalled any more       | {observedGeneration: 2, conditions: [READY, FREE]}  | Healthy"
            + "     | is ready",
      })
  void followsTheConditions(String when, String status, String health, String message)
      throws JsonProcessingException {
    assertThat(evaluate("{}", status)).as(when).isEqualTo(health + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{suspend: true}  | Suspended: suspended by spec.suspend",
        "{suspend: false} | Healthy: is ready",
        "{paused: true}   | Suspended: paused by spec.paused",
        "{paused: false}  | Healthy: is ready",
      })
  void suspensionComesFirst(String spec, String health) throws JsonProcessingException {
    assertThat(evaluate(spec, "{observedGeneration: 2, conditions: [READY]}")).isEqualTo(health);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void showsEachReasonAsTheTableSays(Reason reason) throws JsonProcessingException {
    var spec = reason == Reason.SUSPENDED ? "{suspend: true}" : "{}";
    var status = new ObjectMapper().writeValueAsString(GitOpsRows.resource(reason).getStatus());
    var message =
        reason == Reason.SUSPENDED ? "suspended by spec.suspend" : "says " + reason.value();

    assertThat(evaluate(spec, status)).isEqualTo(GitOpsRows.cell(reason, ARGO_CD) + ": " + message);
  }

  private static String evaluate(String spec, String status) throws JsonProcessingException {
    return ArgoHealth.of(
        "{metadata: {generation: 2}, spec: %s, status: %s}".formatted(spec, conditions(status)));
  }

  private static String conditions(String status) {
    return status
        .replace("READY", "{type: Ready, status: 'True', message: is ready}")
        .replace("NOT", "{type: Ready, status: 'False', message: is not ready}")
        .replace("UNCLEAR", "{type: Ready, status: Unknown, message: is unclear}")
        .replace("MOVING", "{type: Reconciling, status: 'True', message: is moving}")
        .replace("STALLED", "{type: Stalled, status: 'True', message: is stalled}")
        .replace("FREE", "{type: Stalled, status: 'False', message: is free}");
  }
}
