package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The word of the platform team, under the rights of an installation for the whole cluster. On a
 * server of its own, since it looks after all namespaces.
 */
class NamespaceAnnotationIT {

  @Test
  void isNoticedAtOnce() {
    try (var server = ApiServer.start();
        var stage = Stage.in(Cluster.on(server), "annotated")) {
      stage.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", "")).awaitReady();
      var arn =
          stage.outside().create(CreateRequest.of(stage.profileName("taken"), Stage.NOVA)).arn();
      stage.create("taken", "adopt: {matchingName: true}");
      stage.eventually("taken", it -> it.hasReady("False", Reason.ADOPTION_REFUSED));

      stage
          .cluster()
          .admin()
          .namespaces()
          .withName("annotated")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"metadata\": {\"annotations\": {\"bedrock-operator.io/adoption\": \"allowed\"}}}");

      assertThat(stage.known("taken")).isEqualTo(arn);
    }
  }
}
