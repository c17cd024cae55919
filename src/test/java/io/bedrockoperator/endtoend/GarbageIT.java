package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.dsl.Resource;
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

  @Test
  void aNamespaceThatIsDeletedEndsAndTakesItsProfilesAlong() {
    try (var stage = Stage.in(Cluster.withGarbageCollector(), "garbage-namespace")) {
      stage.start().awaitReady();
      var names = IntStream.range(0, PROFILES).mapToObj("profile-%d"::formatted).toList();
      names.forEach(stage::create);
      names.forEach(stage::known);

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
