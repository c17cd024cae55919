package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the SDK's informers say of themselves, with the settings of the process. */
@EnableKubernetesMockClient
class InformerHealthTest {

  private static final String LIST =
      "/apis/bedrock-operator.io/v1alpha1/inferenceprofiles?resourceVersion=0";
  private static final String WATCH =
      "/apis/bedrock-operator.io/v1alpha1/inferenceprofiles"
          + "?allowWatchBookmarks=true&resourceVersion=1&timeoutSeconds=600&watch=true";

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @ControllerConfiguration
  private static final class Idle implements Reconciler<InferenceProfile> {
    @Override
    public UpdateControl<InferenceProfile> reconcile(
        InferenceProfile resource,
        io.javaoperatorsdk.operator.api.reconciler.Context<InferenceProfile> context) {
      return UpdateControl.noUpdate();
    }
  }

  @Test
  void aWatchEndsForGoodOverWhatCannotBeRead() {
    server
        .expect()
        .get()
        .withPath(LIST)
        .andReturn(
            200,
            Map.of(
                "apiVersion", "bedrock-operator.io/v1alpha1",
                "kind", "InferenceProfileList",
                "metadata", Map.of("resourceVersion", "1")))
        .always();
    server
        .expect()
        .withPath(WATCH)
        .andUpgradeToWebSocket()
        .open()
        .waitFor(2_000)
        .andEmit("no JSON")
        .done()
        .always();
    var operator = OperatorMain.operator(client, Optional.empty(), () -> {}, new Shutdown());
    operator.register(new Idle());
    operator.start();
    try {
      var watches = new InformerHealth(operator);
      assertThat(watches.unhealthy()).isEmpty();

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(watches.unhealthy())
                      .extracting(InformerHealthIndicator::isRunning)
                      .containsExactly(false));
    } finally {
      operator.stop();
    }
  }
}
