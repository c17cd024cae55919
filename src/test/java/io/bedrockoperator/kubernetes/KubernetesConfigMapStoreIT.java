package io.bedrockoperator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.publish.ConfigMapContent;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publisher;
import io.bedrockoperator.reconcile.ConfigMapStore.Changed;
import io.bedrockoperator.reconcile.ConfigMapStore.Refused;
import io.bedrockoperator.reconcile.ConfigMapStore.Written;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API server answers, and what is known afterwards. */
class KubernetesConfigMapStoreIT {

  private static final String NAMESPACE = "default";
  private static final Publisher US =
      new Publisher("bedrock-operator.io/v1alpha1", "InferenceProfile", "chat", "uid-1");

  private static KubernetesClient client;

  // Opened before each test.
  @SuppressWarnings("NullAway.Init")
  private KubernetesConfigMapStore store;

  @BeforeAll
  static void open() {
    client = new KubernetesClientBuilder().withConfig(ApiServer.shared().adminConfig()).build();
  }

  @BeforeEach
  void begin() {
    store =
        new KubernetesConfigMapStore(
            client,
            new FairSemaphore(10, System::nanoTime),
            new PublishedConfigMaps(InferenceProfile.class));
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @AfterEach
  void remove() {
    client.configMaps().inNamespace(NAMESPACE).withName("published").delete();
  }

  private static ConfigMapContent content(String value) {
    return new ConfigMapContent("published", Map.of("l", "1"), Map.of(), Map.of("k", value));
  }

  private ObservedConfigMap known() {
    return store.controlledBy(NAMESPACE, "uid-1").getFirst();
  }

  /** As a watch that lags would leave it. */
  private ObservedConfigMap created() {
    assertThat(store.create(NAMESPACE, US, content("1"))).isInstanceOf(Written.class);
    return known();
  }

  private void recreateForSomebodyElse() {
    remove();
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("published")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withData(Map.of("theirs", "1"))
                .build())
        .create();
  }

  private Map<String, String> data() {
    return client.configMaps().inNamespace(NAMESPACE).withName("published").require().getData();
  }

  @Test
  void knowsWhatItWroteBeforeTheWatchTells() {
    var first = created();
    assertThat(first.hash()).isEqualTo(content("1").hash());

    assertThat(store.replace(first, US, content("2"))).isInstanceOf(Written.class);
    assertThat(known().hash()).isEqualTo(content("2").hash());
    assertThat(store.read(NAMESPACE, "published")).contains(known());

    assertThat(store.delete(known())).isInstanceOf(Written.class);
    assertThat(store.controlledBy(NAMESPACE, "uid-1")).isEmpty();
    assertThat(store.read(NAMESPACE, "published")).isEmpty();
  }

  @Test
  void leavesAloneWhatTookTheName() {
    var before = created();
    recreateForSomebodyElse();

    assertThat(store.create(NAMESPACE, US, content("2"))).isInstanceOf(Changed.class);
    assertThat(store.replace(before, US, content("2"))).isInstanceOf(Changed.class);
    assertThat(store.delete(before)).isInstanceOf(Changed.class);

    assertThat(data()).isEqualTo(Map.of("theirs", "1"));
  }

  @Test
  void deletesOnlyWhatItLookedAt() {
    var before = created();
    assertThat(store.replace(before, US, content("2"))).isInstanceOf(Written.class);

    assertThat(store.delete(before)).isInstanceOf(Changed.class);
    assertThat(data()).isEqualTo(Map.of("k", "2"));
  }

  @Test
  void toldOfWhatIsGone() {
    var before = created();
    remove();

    assertThat(store.replace(before, US, content("2"))).isInstanceOf(Changed.class);
    assertThat(store.delete(before)).isInstanceOf(Written.class);
  }

  @Test
  void saysWhyTheApiServerRefuses() {
    var refused = new ConfigMapContent("published", Map.of("l", "-"), Map.of(), Map.of("k", "1"));

    assertThat(store.create(NAMESPACE, US, refused))
        .isInstanceOfSatisfying(
            Refused.class, answer -> assertThat(answer.why()).contains("metadata.labels"));
  }
}
