package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the garbage collector of a cluster does to resources, while the operator runs. */
class GarbageIT {

  private static final int PROFILES = 5;

  @Test
  void whatAResourceOwnsGoesWithIt() {
    try (var stage = Stage.in(Cluster.withGarbageCollector(), "garbage-owned")) {
      stage.start().awaitReady();
      var owner = stage.create("owner");
      stage.known("owner");
      var owned = owned(stage, owner);

      stage.delete("owner");

      soon().untilAsserted(() -> assertThat(owned.get()).isNull());
      assertThat(stage.exists("owner")).isFalse();
    }
  }

  /** And holds nothing up, also where its profile is to stay. */
  @Test
  void whatAResourcePublishesGoesWithIt() {
    try (var stage = Stage.in(Cluster.withGarbageCollector(), "garbage-published")) {
      stage.start().awaitReady();
      for (var policy : List.of("Delete", "Retain")) {
        var name = policy.toLowerCase(Locale.ROOT);
        stage.create(
            name, "publish: {configMap: {name: %s}}".formatted(name), "deletionPolicy: " + policy);
        var published =
            stage.cluster().admin().configMaps().inNamespace(stage.namespace()).withName(name);
        soon().untilAsserted(() -> assertThat(published.get()).isNotNull());

        stage.delete(name);

        soon().untilAsserted(() -> assertThat(published.get()).isNull());
        assertThat(stage.exists(name)).isFalse();
      }
    }
  }

  @Test
  void aNamespaceThatIsDeletedEndsAndTakesItsProfilesAlong() {
    try (var stage = Stage.in(Cluster.withGarbageCollector(), "garbage-namespace")) {
      stage.start().awaitReady();
      var names = IntStream.range(0, PROFILES).mapToObj("profile-%d"::formatted).toList();
      names.forEach(name -> stage.create(name, "publish: {configMap: {name: %s}}".formatted(name)));
      names.forEach(
          name ->
              soon()
                  .untilAsserted(() -> stage.assertThat(name).hasReady("True", Reason.AVAILABLE)));

      namespace(stage).delete();

      soon().untilAsserted(() -> assertThat(stage.outside().profiles()).isEmpty());
      soon().untilAsserted(() -> assertThat(namespace(stage).get()).isNull());
    }
  }

  private static Resource<ConfigMap> owned(Stage stage, InferenceProfile owner) {
    var object =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("owned")
            .withNamespace(stage.namespace())
            .addNewOwnerReference()
            .withApiVersion(owner.getApiVersion())
            .withKind(owner.getKind())
            .withName(owner.getMetadata().getName())
            .withUid(owner.getMetadata().getUid())
            .endOwnerReference()
            .endMetadata()
            .build();
    var owned = stage.cluster().admin().resource(object);
    owned.create();
    return owned;
  }

  private static Resource<Namespace> namespace(Stage stage) {
    return stage.cluster().admin().namespaces().withName(stage.namespace());
  }
}
