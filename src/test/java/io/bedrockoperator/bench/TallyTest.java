package io.bedrockoperator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.emulator.Asked;
import io.bedrockoperator.emulator.Call;
import io.bedrockoperator.emulator.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void countsByOperationAndWhatWasThrottled() {
    var tally =
        Tally.of(
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
    assertThat(Tally.of(List.of()).throttledPercent()).isZero();
  }

  private static Call call(Operation operation, String answer) {
    return new Call(1, Instant.EPOCH, "id", new Asked(operation, "us-east-1", "", null), answer);
  }
}
