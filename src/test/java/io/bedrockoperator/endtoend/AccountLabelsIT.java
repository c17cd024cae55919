package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sample policy that keeps tenants from choosing an account by the labels of their namespaces,
 * tried by one who may write namespaces in every way. On a server of its own, whose namespaces no
 * other test needs.
 */
class AccountLabelsIT {

  private static final String OWNED = "owned";
  private static final String ACCOUNT = "example.com/bedrock-account";
  private static final int FORBIDDEN = 403;

  @TempDir static Path temp;

  private static final ApiServer server = ApiServer.start();
  private static final Cluster cluster = Cluster.on(server);

  /** May write namespaces, in every way. */
  private static KubernetesClient tenant;

  /** The same, and may update accounts. */
  private static KubernetesClient platform;

  @BeforeAll
  static void install() throws IOException {
    var console = Console.of(server, temp);
    console.run(
        """
        kubectl apply -k deploy/components/account-labels
        kubectl create namespace people
        kubectl create namespace owned
        kubectl create clusterrole namespaces --verb get,list,create,update,patch --resource namespaces,namespaces/status,namespaces/finalize
        kubectl create clusterrole accounts --verb update --resource bedrockaccounts.bedrock-operator.io
        for who in tenant platform; do
          kubectl -n people create serviceaccount $who
          kubectl create clusterrolebinding $who-namespaces --clusterrole namespaces --serviceaccount people:$who
        done
        kubectl create clusterrolebinding platform-accounts --clusterrole accounts --serviceaccount people:platform
        """);
    tenant = cluster.clientOf("people", "tenant");
    platform = cluster.clientOf("people", "platform");
    soon().untilAsserted(() -> refused(() -> tenant.resource(labelled("early")).dryRun().create()));
  }

  @AfterAll
  static void stop() {
    tenant.close();
    platform.close();
    cluster.close();
    server.close();
  }

  @BeforeEach
  void reset() {
    patchLabels(
        cluster.admin(),
        """
        {"example.com/bedrock-account": "shared", "example.com/team": null, "example.com/other": null}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"example.com/bedrock-account\": \"another\"}",
        "{\"example.com/bedrock-account\": \"\"}",
        "{\"example.com/bedrock-account\": null}",
        "{\"example.com/team\": \"b\"}",
        "{\"example.com/other\": \"a\", \"example.com/team\": \"b\"}",
      })
  void whatSelectsIsChangedByWhoMayChangeAccounts(String labels) {
    refused(() -> patchLabels(tenant, labels));
    assertThat(labels()).containsEntry(ACCOUNT, "shared").doesNotContainKey("example.com/team");

    patchLabels(platform, labels);
    reset();
    patchLabels(cluster.admin(), labels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "finalize"})
  void isNotChangedByWayOfASubresource(String subresource) {
    var changed =
        new NamespaceBuilder(namespace(tenant).require())
            .editMetadata()
            .addToLabels(ACCOUNT, "another")
            .endMetadata()
            .build();

    refused(() -> replace(tenant, changed, subresource));

    replace(cluster.admin(), changed, subresource);
    assertThat(labels()).as("the way is open").containsEntry(ACCOUNT, "another");
  }

  @Test
  void namespaceIsNotCreatedIntoAnAccount() {
    refused(() -> tenant.resource(labelled("new")).create());

    platform.resource(labelled("new")).create();
    tenant
        .resource(new NamespaceBuilder().withNewMetadata().withName("plain").endMetadata().build())
        .create();
  }

  @Test
  void everythingElseOfANamespaceIsFree() {
    patchLabels(tenant, "{\"example.com/other\": \"a\"}");
    patchLabels(tenant, "{\"example.com/bedrock-account\": \"shared\"}");
    namespace(tenant)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"example.com/note\": \"a\"}}}");

    assertThat(labels()).containsEntry("example.com/other", "a").containsEntry(ACCOUNT, "shared");
  }

  private static Namespace labelled(String name) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(ACCOUNT, "shared")
        .endMetadata()
        .build();
  }

  private static Map<String, String> labels() {
    return namespace(cluster.admin()).require().getMetadata().getLabels();
  }

  private static Resource<Namespace> namespace(KubernetesClient user) {
    return user.namespaces().withName(OWNED);
  }

  private static void patchLabels(KubernetesClient user, String labels) {
    namespace(user)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"labels\": %s}}".formatted(labels));
  }

  private static void replace(KubernetesClient user, Namespace changed, String subresource) {
    user.raw("/api/v1/namespaces/%s/%s".formatted(OWNED, subresource), "PUT", changed);
  }

  private static void refused(ThrowingCallable deed) {
    var refusal = catchThrowableOfType(KubernetesClientException.class, deed);
    assertThat(refusal)
        .as("refusal")
        .isNotNull()
        .hasMessageContaining("decide which AWS account", ACCOUNT, "You may not change");
    assertThat(refusal.getCode()).isEqualTo(FORBIDDEN);
  }
}
