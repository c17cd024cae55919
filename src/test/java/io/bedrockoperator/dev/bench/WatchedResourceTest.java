package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchedResourceTest {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant SECOND = FIRST.plusSeconds(1);
  private static final Instant THIRD = FIRST.plusSeconds(2);

  private static final String READY =
      "{inferenceProfileArn: %s, conditions: [{type: Ready, status: 'True'}]}";

  @Test
  void isReadyWithAnArnOnly() {
    assertThat(seen("{}").readyAt()).isEmpty();
    assertThat(seen("{conditions: [{type: Ready, status: 'True'}]}").ready()).isFalse();
    assertThat(seen(READY.formatted("a").replace("True", "False")).ready()).isFalse();
    assertThat(seen(READY.formatted("a")).readyAt()).contains(FIRST);
  }

  private static WatchedResource seen(String status) {
    return WatchedResource.of(null, resource(status), FIRST);
  }

  @Test
  void isCompleteOnceTheTypeIsKnown() {
    var ready = seen(READY.formatted("a"));
    var complete =
        WatchedResource.of(
            ready,
            resource(READY.formatted("a").replace("{inf", "{type: APPLICATION, inf")),
            SECOND);

    assertThat(ready.isComplete()).isFalse();
    assertThat(complete.readyAt()).contains(FIRST);
    assertThat(complete.completeAt()).contains(SECOND);
    assertThat(complete.since()).isEqualTo(FIRST);
  }

  @Test
  void losesItsProfileByAnotherArnOrByNotBeingReady() {
    var before = seen(READY.formatted("a"));
    var waiting = WatchedResource.of(before, resource("{inferenceProfileArn: a}"), SECOND);
    var other = WatchedResource.of(waiting, resource(READY.formatted("b")), THIRD);

    assertThat(before.hasLost("a")).isFalse();
    assertThat(waiting.hasLost("a")).isTrue();
    assertThat(waiting.since()).isEqualTo(SECOND);
    assertThat(other.hasLost("a")).isTrue();
    assertThat(other.since()).isEqualTo(THIRD);
    assertThat(other.readyAt()).contains(FIRST);
  }

  private static InferenceProfile resource(String status) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: bedrock-operator.io/v1alpha1
            kind: InferenceProfile
            metadata: {name: chat, namespace: team-a}
            status: %s
            """
                .formatted(status),
            InferenceProfile.class);
  }
}
