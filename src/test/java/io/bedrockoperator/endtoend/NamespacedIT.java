package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged process with the settings and the rights of {@code deploy/namespaced}, as its
 * account's token has them. On a server of its own: on the shared one, the account may do more.
 */
class NamespacedIT {

  private static final String WATCHED = "team-a";

  @TempDir static Path temp;

  private static final ApiServer server = ApiServer.start();
  private static final Cluster cluster = Cluster.prepared(server);
  private static final Stage stage = Stage.in(cluster, WATCHED);

  private static Console console = new Console(Path.of(""));

  @BeforeAll
  static void install() throws IOException {
    console = Console.of(server, temp);
    console.run("kubectl apply -f deploy/samples/00-namespaces.yaml");
    console.run("kubectl apply -k deploy/namespaced");
    cluster.awaitResourceDefinition();
    console.run("kubectl apply -k deploy/components/admission-policies");
    var settings = ShippedSettings.of(console.run("kubectl kustomize deploy/namespaced"));
    assertThat(settings)
        .containsEntry("BEDROCK_OPERATOR_WATCH_NAMESPACES", WATCHED)
        .containsEntry("BEDROCK_OPERATOR_LEADER_ELECTION", "true");
    stage.start(settings).awaitReady();
  }

  @AfterAll
  static void stop() {
    stage.close();
    server.close();
  }

  @Test
  void isEnoughForItsNamespace() {
    stage.create("one");

    var arn = stage.known("one");

    stage.assertEvents("one", "Created");
    assertThat(stage.outside().profile(arn)).isPresent();
    stage.delete("one");
    soon().untilAsserted(() -> assertThat(stage.exists("one")).isFalse());
    assertThat(stage.outside().profile(arn)).isEmpty();
    assertThat(stage.operator().log()).doesNotContainIgnoringCase("forbidden");
  }

  /** Also where somebody takes the labels away by which the policy knows it. */
  @Test
  void isEnoughToPublishUnderThePolicies() {
    awaitPolicies();
    stage.create("published", "publish: {configMap: {name: published}}");
    var configMap = cluster.admin().configMaps().inNamespace(WATCHED).withName("published");
    soon()
        .untilAsserted(
            () -> {
              stage.assertThat("published").hasReady("True", Reason.AVAILABLE);
              assertThat(configMap.get()).isNotNull();
            });

    configMap.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"labels\": null}}");

    soon()
        .untilAsserted(
            () -> assertThat(configMap.require().getMetadata().getLabels()).isNotEmpty());
    stage.patchSpec("published", "{\"publish\": null}");
    soon().untilAsserted(() -> assertThat(configMap.get()).isNull());
    assertThat(stage.operator().log()).doesNotContainIgnoringCase("forbidden");
  }

  /** The API server learns of them by and by. */
  private static void awaitPolicies() {
    var other =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("other")
            .withNamespace(WATCHED)
            .endMetadata()
            .build();
    try (var operator = cluster.clientOf("bedrock-operator-system", "bedrock-operator")) {
      soon()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> operator.resource(other).dryRun().create())
                      .hasMessageContaining("ValidatingAdmissionPolicy"));
    }
  }

  @Test
  void isEnoughToSeeThatAdoptionIsAllowed() {
    var request = CreateRequest.of(stage.profileName("adopted"), Stage.NOVA);
    var arn = stage.outside().create(request).arn();
    console.run(
        "kubectl annotate namespace %s bedrock-operator.io/adoption=allowed".formatted(WATCHED));

    stage.create("adopted", "adopt: {matchingName: true}");

    assertThat(stage.known("adopted")).isEqualTo(arn);
    stage.assertEvents("adopted", "Adopted");
  }

  @Test
  void tellsOfANameThatAResourceElsewhereHolds() {
    var name = stage.profileName("held");
    var elsewhere =
        CreateRequest.of(name, Stage.NOVA)
            .withTag("bedrock-operator.io/cluster", clusterId())
            .withTag("bedrock-operator.io/namespace", "team-b")
            .withTag("bedrock-operator.io/name", "theirs")
            .withTag("bedrock-operator.io/uid", "u9");
    var arn = stage.outside().create(elsewhere).arn();
    stage
        .bedrock()
        .account()
        .configure(s -> s.with(new EmulatorSettings.Names(true, Duration.ZERO)));

    stage.create("held");

    soon()
        .untilAsserted(
            () -> assertThat(ready("held")).contains("NameConflict", "team-b/theirs", arn));
    stage.delete("held");
    soon().untilAsserted(() -> assertThat(stage.exists("held")).isFalse());
    assertThat(stage.outside().profile(arn)).isPresent();
  }

  /** Of what may be alive, nothing is taken. */
  @Test
  void adoptsNothingWhoseOwnerItMayNotSee() {
    console.run(
        "kubectl annotate --overwrite namespace %s bedrock-operator.io/adoption=allowed"
            .formatted(WATCHED));
    var theirs =
        CreateRequest.of(stage.profileName("wanted"), Stage.NOVA)
            .withTag("bedrock-operator.io/cluster", clusterId())
            .withTag("bedrock-operator.io/namespace", "team-b")
            .withTag("bedrock-operator.io/name", "theirs")
            .withTag("bedrock-operator.io/uid", "u9");
    var arn = stage.outside().create(theirs).arn();

    stage.create("wanted", "adopt: {inferenceProfileArn: \"%s\"}".formatted(arn));

    soon()
        .untilAsserted(
            () -> assertThat(ready("wanted")).contains("AdoptionRefused", "team-b/theirs"));
    stage.delete("wanted");
    soon().untilAsserted(() -> assertThat(stage.exists("wanted")).isFalse());
  }

  /** Reason and message of the Ready condition. */
  private static String ready(String name) {
    return String.valueOf(stage.status(name).conditions());
  }

  private static String clusterId() {
    return cluster.admin().namespaces().withName("kube-system").require().getMetadata().getUid();
  }

  @Test
  void isNothingForAnother() throws IOException {
    var config = Config.fromKubeconfig(cluster.operatorKubeconfig().toFile());
    try (var operator = new KubernetesClientBuilder().withConfig(config).build()) {
      assertThatThrownBy(
              () -> operator.resources(InferenceProfile.class).inNamespace("team-b").list())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("forbidden");
      assertThatThrownBy(() -> operator.namespaces().withName("team-b").get())
          .hasMessageContaining("forbidden");
      assertThat(operator.namespaces().withName(WATCHED).get()).isNotNull();
    }
  }
}
