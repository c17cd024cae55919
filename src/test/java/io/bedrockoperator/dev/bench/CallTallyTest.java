package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.Asked;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTallyTest {

  @Test
  void countsByOperationAndWhatWasThrottled() {
    var tally =
        CallTally.of(
            List.of(
                call(Operation.CREATE_INFERENCE_PROFILE, "201"),
                call(Operation.CREATE_INFERENCE_PROFILE, "ThrottlingException"),
                call(Operation.CREATE_INFERENCE_PROFILE, "201"),
                call(Operation.LIST_INFERENCE_PROFILES, "200")));

    assertThat(tally.byOperation())
        .isEqualTo(Map.of("CreateInferenceProfile", 3L, "ListInferenceProfiles", 1L));
    assertThat(tally.total()).isEqualTo(4);
    assertThat(tally.throttled()).isEqualTo(1);
    assertThat(tally.throttledPercent()).isEqualTo(25);
  }

  @Test
  void nothingIsNotThrottled() {
    assertThat(CallTally.of(List.of()).throttledPercent()).isZero();
  }

  private static Call call(Operation operation, String answer) {
    return new Call(
        1,
        Instant.EPOCH,
        "id",
        new Asked(operation, "123456789012", "us-east-1", "", null),
        answer);
  }
}
