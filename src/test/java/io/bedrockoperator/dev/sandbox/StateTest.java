package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class StateTest {

  private static final String READY =
      "{type: Ready, status: 'True', reason: Available, observedGeneration: 2}";

  @Test
  void isUnknownBeforeTheOperatorSaidAnything() {
    assertThat(State.of(profile(""))).isEqualTo(State.UNKNOWN);
    assertThat(State.of(profile("status: {}"))).isEqualTo(State.UNKNOWN);
  }

  @Test
  void isWhatTheColumnsOfKubectlSay() {
    var status =
        "status: {status: ACTIVE, inferenceProfileId: id, inferenceProfileArn: arn, conditions: [";

    assertThat(State.of(profile(status + READY + "]}")))
        .isEqualTo(new State(true, "True", "Available", "ACTIVE", "id", "arn"));
  }

  @Test
  void isNotSettledWhileTheOperatorGoesOn() {
    var reconciling = "{type: Reconciling, status: 'True', reason: Creating}";

    assertThat(settled(READY)).isTrue();
    assertThat(settled(READY + ", " + reconciling)).isFalse();
  }

  @Test
  void isNotSettledWhenItIsAboutAnOlderSpec() {
    assertThat(settled(READY.replace("observedGeneration: 2", "observedGeneration: 1"))).isFalse();
    assertThat(settled(READY.replace(", observedGeneration: 2", ""))).isFalse();
  }

  @Test
  void failureForWhichSomebodyHasToActIsSettled() {
    var ready = "{type: Ready, status: 'False', reason: InvalidSpec, observedGeneration: 2}";
    var stalled = "{type: Stalled, status: 'True', reason: InvalidSpec, observedGeneration: 2}";

    assertThat(settled(ready + ", " + stalled)).isTrue();
  }

  private static boolean settled(String conditions) {
    return State.of(profile("status: {conditions: [%s]}".formatted(conditions))).settled();
  }

  private static InferenceProfile profile(String status) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: bedrock-operator.io/v1alpha1
            kind: InferenceProfile
            metadata: {namespace: team-a, name: chat, generation: 2}
            """
                + status,
            InferenceProfile.class);
  }
}
