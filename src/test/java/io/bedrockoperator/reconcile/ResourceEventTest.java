package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceEventTest {

  @Test
  void isOneLineThatTheEventsApiTakes() {
    var quoted = "Took it over from a\nb" + "c".repeat(3000);

    assertThat(ResourceEvent.warning("TakenOver", quoted).message())
        .startsWith("Took it over from a bc")
        .hasSize(1001);
  }
}
