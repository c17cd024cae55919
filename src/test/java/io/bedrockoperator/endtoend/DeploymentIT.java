package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.Revision;
import io.bedrockoperator.deploy.ArgoHealth;
import io.bedrockoperator.dev.apiserver.Kstatus;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A new model behind the same name, on a real API server with a real garbage collector. */
class DeploymentIT {

  private static final String NONE = "us.amazon.no-such-model-v1:0";

  private static Stage stage;
  private static Deployments deployments;
  private static Kstatus kstatus = new Kstatus(Path.of(""));

  @BeforeAll
  static void start() {
    kstatus = Kstatus.ofThisMachine();
    stage = Stage.in(Cluster.withGarbageCollector(), "rollout");
    deployments = new Deployments(stage);
    stage.start().awaitReady();
  }

  @AfterAll
  static void stop() {
    deployments.resources().delete();
    stage.cluster().admin().configMaps().inNamespace(stage.namespace()).delete();
    stage.close();
  }

  @Test
  void aChangedModelTakesTheNameOverAndGoesBackInOneStep() {
    deployments.create("swap", Deployments.LITE, "revisionHistoryLimit: 1");
    var lite = awaitReady("swap");
    assertThat(deployments.published("swap")).containsEntry("ARN", deployments.arn("swap"));

    deployments.patchModel("swap", Deployments.PRO);
    soon().untilAsserted(() -> assertThat(deployments.current("swap")).isNotEqualTo(lite));
    var pro = awaitReady("swap");

    assertThat(deployments.published("swap"))
        .isEqualTo(Map.of("ARN", deployments.arn("swap"), "text", "a swap"));
    assertThat(deployments.status("swap").revisions())
        .extracting(Revision::name)
        .containsExactly(pro, lite);
    var liteUid = stage.get(lite).getMetadata().getUid();
    deployments.patchModel("swap", Deployments.LITE);
    soon().untilAsserted(() -> assertThat(deployments.current("swap")).isEqualTo(lite));
    awaitReady("swap");
    assertThat(stage.get(lite).getMetadata().getUid()).isEqualTo(liteUid);
    assertThat(stage.outside().profile(deployments.published("swap").getOrDefault("ARN", "")))
        .isPresent();
  }

  @Test
  void whatNothingKeepsGoesOnceTheNextTookOver() {
    deployments.create(
        "trim", Deployments.LITE, "revisionHistoryLimit: 0\nrevisionRetentionSeconds: 0");
    var lite = awaitReady("trim");

    deployments.patchModel("trim", Deployments.PRO);

    soon().untilAsserted(() -> assertThat(stage.exists(lite)).isFalse());
    var pro = awaitReady("trim");
    assertThat(deployments.status("trim").revisions())
        .extracting(Revision::name)
        .containsExactly(pro);
    assertThat(stage.outside().tagged("bedrock-operator.io/name", lite)).isEmpty();
  }

  @Test
  void oneThatDoesNotBecomeReadyLeavesTheOldOneInPlace() throws Exception {
    deployments.create("failing", Deployments.LITE, "");
    var lite = awaitReady("failing");

    deployments.patchModel("failing", NONE);

    soon()
        .untilAsserted(
            () -> {
              assertThat(condition("failing", "Ready"))
                  .satisfies(
                      ready -> {
                        assertThat(ready.status()).isEqualTo("False");
                        assertThat(ready.reason()).isEqualTo("SourceNotFound");
                      });
              assertThat(condition("failing", "Stalled").status()).isEqualTo("True");
            });
    assertThat(condition("failing", "Available").status()).isEqualTo("True");
    assertThat(ofFlux("failing")).isEqualTo("Failed");
    assertThat(ofArgoCd("failing")).startsWith("Degraded: ");
    assertThat(deployments.current("failing")).isEqualTo(lite);
    assertThat(deployments.published("failing")).containsEntry("ARN", deployments.arn("failing"));
    var failed =
        stage.resources().list().getItems().stream()
            .map(found -> found.getMetadata().getName())
            .filter(name -> name.startsWith("failing-") && !name.equals(lite))
            .toList();
    assertThat(failed).hasSize(1);

    deployments.patchModel("failing", Deployments.LITE);

    soon().untilAsserted(() -> assertThat(stage.exists(failed.getFirst())).isFalse());
    awaitReady("failing");
    assertThat(ofFlux("failing")).isEqualTo("Current");
    assertThat(ofArgoCd("failing")).startsWith("Healthy: ");
  }

  @Test
  void pausedItMakesNothingAndGoesOnAfterwards() throws Exception {
    deployments.create("paused", Deployments.LITE, "");
    var lite = awaitReady("paused");
    deployments.patch("paused", "{\"spec\": {\"paused\": true}}");
    deployments.patchModel("paused", Deployments.PRO);

    soon()
        .untilAsserted(
            () -> {
              assertThat(deployments.status("paused").observedGeneration())
                  .isEqualTo(deployments.get("paused").getMetadata().getGeneration());
              assertThat(condition("paused", "Ready").reason()).isEqualTo("Suspended");
            });
    assertThat(deployments.revisions("paused")).containsExactly(lite);
    assertThat(ofFlux("paused")).isEqualTo("Current");
    assertThat(ofArgoCd("paused")).startsWith("Suspended: ");

    deployments.patch("paused", "{\"spec\": {\"paused\": null}}");

    soon().untilAsserted(() -> assertThat(deployments.current("paused")).isNotEqualTo(lite));
    awaitReady("paused");
  }

  @Test
  void tagsAreChangedInPlaceAndAnEditedRevisionIsPutBack() {
    deployments.create("edited", Deployments.LITE, "");
    var revision = awaitReady("edited");
    deployments.patch(
        "edited",
        "{\"spec\": {\"template\": {\"spec\": {\"tags\": [{\"key\": \"team\", \"value\":"
            + " \"a\"}]}}}}");
    soon().untilAsserted(() -> assertThat(stage.outside().tagged("team", "a")).hasSize(1));
    assertThat(awaitReady("edited")).isEqualTo(revision);

    stage.patch(
        revision,
        "{\"metadata\": {\"labels\": {\"app.kubernetes.io/managed-by\": null}}, \"spec\":"
            + " {\"suspend\": true, \"tags\": null}}");

    soon()
        .untilAsserted(
            () -> {
              var spec = stage.get(revision).getSpec();
              assertThat(spec.suspend()).isNull();
              assertThat(spec.tags()).hasSize(1);
              assertThat(stage.get(revision).getMetadata().getLabels())
                  .containsEntry("app.kubernetes.io/managed-by", "bedrock-operator");
            });
    awaitReady("edited");
  }

  @Test
  void aRevisionThatIsDeletedByHandIsMadeAnew() {
    deployments.create("deleted", Deployments.LITE, "");
    var revision = awaitReady("deleted");
    var arn = deployments.arn("deleted");

    stage.delete(revision);

    soon().untilAsserted(() -> assertThat(deployments.arn("deleted")).isNotEqualTo(arn));
    assertThat(awaitReady("deleted")).isEqualTo(revision);
    assertThat(deployments.published("deleted")).containsEntry("ARN", deployments.arn("deleted"));
  }

  @Test
  void aStrangersResourceOfThatNameIsLeftAlone() {
    deployments.create("taken", Deployments.LITE, "paused: true");
    soon().untilAsserted(() -> assertThat(condition("taken", "Ready").status()).isEqualTo("False"));
    var message = condition("taken", "Ready").message();
    var name =
        Objects.requireNonNull(message).replaceFirst(".*revision (taken-[0-9a-f]{10}).*", "$1");
    var stranger = stage.create(name);

    deployments.patch("taken", "{\"spec\": {\"paused\": null}}");

    soon()
        .untilAsserted(
            () -> assertThat(condition("taken", "Ready").reason()).isEqualTo("RevisionConflict"));
    assertThat(condition("taken", "Stalled").status()).isEqualTo("True");
    assertThat(stage.get(name).getSpec()).isEqualTo(stranger.getSpec());
    assertThat(stage.get(name).getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void aDeletedDeploymentLeavesNothingAndAnotherOfItsNameWaits() {
    deployments.create("gone", Deployments.LITE, "");
    var revision = awaitReady("gone");
    deployments.patchModel("gone", Deployments.PRO);
    soon().untilAsserted(() -> assertThat(deployments.current("gone")).isNotEqualTo(revision));

    deployments.resources().withName("gone").delete();
    deployments.create("gone", Deployments.LITE, "");

    awaitReady("gone");
    assertThat(owners(stage.get(deployments.current("gone"))))
        .containsExactly(deployments.get("gone").getMetadata().getUid());

    deployments.resources().withName("gone").delete();

    soon()
        .untilAsserted(
            () -> {
              assertThat(deployments.revisions("gone")).isEmpty();
              assertThat(deployments.configMap("gone").get()).isNull();
            });
  }

  /** By kubectl delete --cascade=orphan. */
  @Test
  void whatADeploymentLeftBehindIsNobodysAndStays() {
    deployments.create("orphan", Deployments.LITE, "");
    var revision = awaitReady("orphan");
    var published = deployments.published("orphan");
    deployments
        .resources()
        .withName("orphan")
        .withPropagationPolicy(DeletionPropagation.ORPHAN)
        .delete();
    soon().until(() -> deployments.resources().withName("orphan").get() == null);

    deployments.create("orphan", Deployments.LITE, "");

    soon()
        .untilAsserted(
            () -> assertThat(condition("orphan", "Ready").reason()).isEqualTo("RevisionConflict"));
    assertThat(condition("orphan", "Stalled").status()).isEqualTo("True");
    assertThat(owners(stage.get(revision))).isEmpty();
    assertThat(deployments.published("orphan")).isEqualTo(published);
    assertThat(stage.outside().profile(published.getOrDefault("ARN", ""))).isPresent();
  }

  /** As the guide says: the application moves to the deployment's ConfigMap in between. */
  @Test
  void anInferenceProfileIsReplacedByADeployment() {
    stage.create("before", "publish: {configMap: {name: before}}");
    stage.eventually("before", is -> is.hasReady("True", Reason.AVAILABLE));
    var old = stage.arn("before");

    deployments.create("after", Deployments.LITE, "");
    awaitReady("after");
    assertThat(stage.outside().profile(old)).isPresent();
    stage.delete("before");

    soon().untilAsserted(() -> assertThat(stage.outside().profile(old)).isEmpty());
    soon().untilAsserted(() -> assertThat(deployments.configMap("before").get()).isNull());
    assertThat(stage.outside().profile(deployments.published("after").getOrDefault("ARN", "")))
        .isPresent();
    awaitReady("after");
  }

  @Test
  void whatTheApiServerRefusesIsSaidInItsWords() {
    var admin = stage.cluster().admin();
    var policy =
        new ValidatingAdmissionPolicyBuilder()
            .withNewMetadata()
            .withName("rollout-refused")
            .endMetadata()
            .withNewSpec()
            .withNewMatchConstraints()
            .addNewResourceRule()
            .withApiGroups("bedrock-operator.io")
            .withApiVersions("*")
            .withOperations("CREATE")
            .withResources("inferenceprofiles")
            .endResourceRule()
            .endMatchConstraints()
            .addNewValidation()
            .withExpression("!object.metadata.name.startsWith('refused-')")
            .withMessage("no such name")
            .endValidation()
            .endSpec()
            .build();
    var binding =
        new ValidatingAdmissionPolicyBindingBuilder()
            .withMetadata(policy.getMetadata())
            .withNewSpec()
            .withPolicyName("rollout-refused")
            .withValidationActions("Deny")
            .endSpec()
            .build();
    admin.resource(policy).create();
    admin.resource(binding).create();
    try {
      soon().until(() -> isRefused("refused-by-policy"));

      deployments.create("refused", Deployments.LITE, "");

      soon()
          .untilAsserted(
              () -> {
                assertThat(condition("refused", "Ready").reason()).isEqualTo("InvalidSpec");
                assertThat(condition("refused", "Ready").message()).contains("no such name");
                assertThat(condition("refused", "Stalled").status()).isEqualTo("True");
                assertThat(condition("refused", "Available").reason()).isEqualTo("NoRevision");
              });
    } finally {
      admin.resource(binding).delete();
      admin.resource(policy).delete();
    }
  }

  private static String ofFlux(String name) {
    return kstatus.compute(json(name)).path("status").asText();
  }

  private static String ofArgoCd(String name) throws JsonProcessingException {
    return ArgoHealth.of(json(name));
  }

  private static String json(String name) {
    return stage.cluster().admin().getKubernetesSerialization().asJson(deployments.get(name));
  }

  private static boolean isRefused(String name) {
    try {
      stage.create(name);
      stage.delete(name);
      return false;
    } catch (KubernetesClientException refused) {
      return true;
    }
  }

  private static List<String> owners(InferenceProfile profile) {
    return profile.getMetadata().getOwnerReferences().stream().map(OwnerReference::getUid).toList();
  }

  /** Returns the current revision. */
  private static String awaitReady(String name) {
    soon()
        .untilAsserted(
            () -> {
              assertThat(deployments.status(name).observedGeneration())
                  .isEqualTo(deployments.get(name).getMetadata().getGeneration());
              assertThat(deployments.status(name).conditions())
                  .as("conditions of %s", name)
                  .filteredOn(condition -> !Conditions.MODEL_ACTIVE.equals(condition.type()))
                  .extracting(Condition::type, Condition::status)
                  .containsExactly(
                      tuple("Ready", "True"),
                      tuple("Available", "True"),
                      tuple("Published", "True"));
            });
    return deployments.current(name);
  }

  private static Condition condition(String name, String type) {
    return Optional.ofNullable(deployments.status(name).conditions())
        .flatMap(conditions -> Condition.find(conditions, type))
        .orElseThrow(() -> new AssertionError("no condition %s of %s".formatted(type, name)));
  }
}
