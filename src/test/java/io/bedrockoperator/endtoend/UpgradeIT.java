package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.crd.OlderCrd;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** This version in a cluster that has the CRD and the permissions of the one before. */
class UpgradeIT {

  private static final String LACKS = "lacks spec.publish, status.published: apply crds/";
  private static final String NO_ACCOUNTS =
      "bedrockaccounts.bedrock-operator.io is not installed: all profiles live in the operator's"
          + " own account";
  private static final String MAY_NOT = "the operator may not watch ConfigMaps";

  private static Stage stage;
  private static ApiServer server;
  private static ClusterRole shipped;

  @BeforeAll
  static void startOnWhatWasThereBefore() {
    server = ApiServer.start();
    stage = Stage.in(Cluster.of(server), "upgrade");
    admin().resource(OlderCrd.without("spec.publish", "status.published").resource()).create();
    stage.cluster().awaitResourceDefinition();
    shipped = role().get();
    role()
        .edit(
            role ->
                new ClusterRoleBuilder(role)
                    .removeMatchingFromRules(rule -> rule.getResources().contains("configmaps"))
                    .removeMatchingFromRules(
                        rule -> rule.getResources().getFirst().startsWith("bedrockaccounts"))
                    .build());
    stage.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", ""));
  }

  @AfterAll
  static void stop() {
    stage.close();
    server.close();
  }

  @Test
  void saysWhatIsMissingAndDoesTheRest() {
    var operator = stage.operator();
    stage.create("before");
    stage.known("before");
    soon().untilAsserted(() -> assertThat(operator.answer("/readyz")).contains(LACKS));
    assertThat(operator.log()).containsOnlyOnce(MAY_NOT).containsOnlyOnce(NO_ACCOUNTS);
    stage.assertEvents("before", "Created", "CustomResourceDefinitionOutdated");

    admin().resource(OlderCrd.complete().resource()).forceConflicts().serverSideApply();
    operator.awaitReady();
    stage.create("after", "publish: {configMap: {name: after}}");

    soon()
        .untilAsserted(
            () ->
                stage
                    .assertThat("after")
                    .hasReady("False", Reason.PUBLISH_REFUSED)
                    .hasMessageContaining("configmaps", "forbidden", "allow the operator"));
    stage.assertThat("before").isAvailable();

    shipped.getMetadata().setResourceVersion(null);
    shipped.getMetadata().setManagedFields(null);
    admin().resource(shipped).forceConflicts().serverSideApply();
    stage.requestReconciliation("after", "now");
    soon().untilAsserted(() -> stage.assertThat("after").hasReady("True", Reason.AVAILABLE));
  }

  private static Resource<ClusterRole> role() {
    return admin().rbac().clusterRoles().withName("bedrock-operator");
  }

  private static KubernetesClient admin() {
    return stage.cluster().admin();
  }
}
