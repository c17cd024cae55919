package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.Revision;
import io.bedrockoperator.deploy.ArgoHealth;
import io.bedrockoperator.dev.apiserver.Kstatus;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
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

  private static final String LITE = "us.amazon.nova-lite-v1:0";
  private static final String PRO = "us.amazon.nova-pro-v1:0";
  private static final String NONE = "us.amazon.no-such-model-v1:0";

  private static Stage stage;
  private static Kstatus kstatus = new Kstatus(Path.of(""));

  @BeforeAll
  static void start() {
    kstatus = Kstatus.ofThisMachine();
    stage = Stage.in(Cluster.withGarbageCollector(), "rollout");
    stage.start().awaitReady();
  }

  @AfterAll
  static void stop() {
    deployments().delete();
    stage.cluster().admin().configMaps().inNamespace(stage.namespace()).delete();
    stage.close();
  }

  @Test
  void aChangedModelTakesTheNameOverAndGoesBackInOneStep() {
    create("swap", LITE, "revisionHistoryLimit: 1");
    var lite = awaitReady("swap");
    assertThat(configMap("swap")).containsEntry("ARN", arn("swap"));

    patchModel("swap", PRO);
    soon().untilAsserted(() -> assertThat(current("swap")).isNotEqualTo(lite));
    var pro = awaitReady("swap");

    assertThat(configMap("swap")).isEqualTo(Map.of("ARN", arn("swap"), "text", "a swap"));
    assertThat(status("swap").revisions()).extracting(Revision::name).containsExactly(pro, lite);
    var liteUid = stage.get(lite).getMetadata().getUid();
    patchModel("swap", LITE);
    soon().untilAsserted(() -> assertThat(current("swap")).isEqualTo(lite));
    awaitReady("swap");
    assertThat(stage.get(lite).getMetadata().getUid()).isEqualTo(liteUid);
    assertThat(stage.outside().profile(configMap("swap").getOrDefault("ARN", ""))).isPresent();
  }

  @Test
  void whatNothingKeepsGoesOnceTheNextTookOver() {
    create("trim", LITE, "revisionHistoryLimit: 0\nrevisionRetentionSeconds: 0");
    var lite = awaitReady("trim");

    patchModel("trim", PRO);

    soon().untilAsserted(() -> assertThat(stage.exists(lite)).isFalse());
    var pro = awaitReady("trim");
    assertThat(status("trim").revisions()).extracting(Revision::name).containsExactly(pro);
    assertThat(stage.outside().tagged("bedrock-operator.io/name", lite)).isEmpty();
  }

  @Test
  void oneThatDoesNotBecomeReadyLeavesTheOldOneInPlace() throws Exception {
    create("failing", LITE, "");
    var lite = awaitReady("failing");

    patchModel("failing", NONE);

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
    assertThat(current("failing")).isEqualTo(lite);
    assertThat(configMap("failing")).containsEntry("ARN", arn("failing"));
    var failed =
        stage.resources().list().getItems().stream()
            .map(found -> found.getMetadata().getName())
            .filter(name -> name.startsWith("failing-") && !name.equals(lite))
            .toList();
    assertThat(failed).hasSize(1);

    patchModel("failing", LITE);

    soon().untilAsserted(() -> assertThat(stage.exists(failed.getFirst())).isFalse());
    awaitReady("failing");
    assertThat(ofFlux("failing")).isEqualTo("Current");
    assertThat(ofArgoCd("failing")).startsWith("Healthy: ");
  }

  @Test
  void pausedItMakesNothingAndGoesOnAfterwards() throws Exception {
    create("paused", LITE, "");
    var lite = awaitReady("paused");
    patch("paused", "{\"spec\": {\"paused\": true}}");
    patchModel("paused", PRO);

    soon()
        .untilAsserted(
            () -> {
              assertThat(status("paused").observedGeneration())
                  .isEqualTo(deployment("paused").getMetadata().getGeneration());
              assertThat(condition("paused", "Ready").reason()).isEqualTo("Suspended");
            });
    assertThat(revisionsOf("paused")).containsExactly(lite);
    assertThat(ofFlux("paused")).isEqualTo("Current");
    assertThat(ofArgoCd("paused")).startsWith("Suspended: ");

    patch("paused", "{\"spec\": {\"paused\": null}}");

    soon().untilAsserted(() -> assertThat(current("paused")).isNotEqualTo(lite));
    awaitReady("paused");
  }

  @Test
  void tagsAreChangedInPlaceAndAnEditedRevisionIsPutBack() {
    create("edited", LITE, "");
    var revision = awaitReady("edited");
    patch(
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
    create("deleted", LITE, "");
    var revision = awaitReady("deleted");
    var arn = arn("deleted");

    stage.delete(revision);

    soon().untilAsserted(() -> assertThat(arn("deleted")).isNotEqualTo(arn));
    assertThat(awaitReady("deleted")).isEqualTo(revision);
    assertThat(configMap("deleted")).containsEntry("ARN", arn("deleted"));
  }

  @Test
  void aStrangersResourceOfThatNameIsLeftAlone() {
    create("taken", LITE, "paused: true");
    soon().untilAsserted(() -> assertThat(condition("taken", "Ready").status()).isEqualTo("False"));
    var message = condition("taken", "Ready").message();
    var name =
        Objects.requireNonNull(message).replaceFirst(".*revision (taken-[0-9a-f]{10}).*", "$1");
    var stranger = stage.create(name);

    patch("taken", "{\"spec\": {\"paused\": null}}");

    soon()
        .untilAsserted(
            () -> assertThat(condition("taken", "Ready").reason()).isEqualTo("RevisionConflict"));
    assertThat(condition("taken", "Stalled").status()).isEqualTo("True");
    assertThat(stage.get(name).getSpec()).isEqualTo(stranger.getSpec());
    assertThat(stage.get(name).getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void aDeletedDeploymentLeavesNothingAndAnotherOfItsNameWaits() {
    create("gone", LITE, "");
    var revision = awaitReady("gone");
    patchModel("gone", PRO);
    soon().untilAsserted(() -> assertThat(current("gone")).isNotEqualTo(revision));

    deployments().withName("gone").delete();
    create("gone", LITE, "");

    awaitReady("gone");
    assertThat(owners(stage.get(current("gone"))))
        .containsExactly(deployment("gone").getMetadata().getUid());

    deployments().withName("gone").delete();

    soon()
        .untilAsserted(
            () -> {
              assertThat(revisionsOf("gone")).isEmpty();
              assertThat(configMapNamed("gone").get()).isNull();
            });
  }

  /** By kubectl delete --cascade=orphan. */
  @Test
  void whatADeploymentLeftBehindIsNobodysAndStays() {
    create("orphan", LITE, "");
    var revision = awaitReady("orphan");
    var published = configMap("orphan");
    deployments().withName("orphan").withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    soon().until(() -> deployments().withName("orphan").get() == null);

    create("orphan", LITE, "");

    soon()
        .untilAsserted(
            () -> assertThat(condition("orphan", "Ready").reason()).isEqualTo("RevisionConflict"));
    assertThat(condition("orphan", "Stalled").status()).isEqualTo("True");
    assertThat(owners(stage.get(revision))).isEmpty();
    assertThat(configMap("orphan")).isEqualTo(published);
    assertThat(stage.outside().profile(published.getOrDefault("ARN", ""))).isPresent();
  }

  /** As the guide says: the application moves to the deployment's ConfigMap in between. */
  @Test
  void anInferenceProfileIsReplacedByADeployment() {
    stage.create("before", "publish: {configMap: {name: before}}");
    stage.eventually("before", is -> is.hasReady("True", Reason.AVAILABLE));
    var old = stage.arn("before");

    create("after", LITE, "");
    awaitReady("after");
    assertThat(stage.outside().profile(old)).isPresent();
    stage.delete("before");

    soon().untilAsserted(() -> assertThat(stage.outside().profile(old)).isEmpty());
    soon().untilAsserted(() -> assertThat(configMapNamed("before").get()).isNull());
    assertThat(stage.outside().profile(configMap("after").getOrDefault("ARN", ""))).isPresent();
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

      create("refused", LITE, "");

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
    return stage.cluster().admin().getKubernetesSerialization().asJson(deployment(name));
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

  private static void create(String name, String model, String more) {
    var document =
        """
        apiVersion: bedrock-operator.io/v1alpha1
        kind: InferenceProfileDeployment
        metadata: {name: %s}
        spec:
        %s
          publish: {configMap: {name: %s, data: {ARN: $(arn), text: "a $(name)"}}}
          template:
            spec:
              inferenceProfileName: %s
              modelSource: {copyFrom: "%s"}
        """
            .formatted(name, more.indent(2), name, stage.profileName(name), source(model));
    stage
        .cluster()
        .admin()
        .resource(
            stage
                .cluster()
                .admin()
                .getKubernetesSerialization()
                .unmarshal(document, GenericKubernetesResource.class))
        .inNamespace(stage.namespace())
        .create();
  }

  private static String source(String model) {
    return Stage.NOVA.replace(LITE, model);
  }

  private static void patchModel(String name, String model) {
    patch(
        name,
        "{\"spec\": {\"template\": {\"spec\": {\"modelSource\": {\"copyFrom\": \"%s\"}}}}}"
            .formatted(source(model)));
  }

  private static void patch(String name, String patch) {
    deployments().withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** Returns the current revision. */
  private static String awaitReady(String name) {
    soon()
        .untilAsserted(
            () -> {
              assertThat(status(name).observedGeneration())
                  .isEqualTo(deployment(name).getMetadata().getGeneration());
              assertThat(status(name).conditions())
                  .as("conditions of %s", name)
                  .filteredOn(condition -> !Conditions.MODEL_ACTIVE.equals(condition.type()))
                  .extracting(Condition::type, Condition::status)
                  .containsExactly(
                      tuple("Ready", "True"),
                      tuple("Available", "True"),
                      tuple("Published", "True"));
            });
    return current(name);
  }

  private static Condition condition(String name, String type) {
    return Optional.ofNullable(status(name).conditions())
        .flatMap(conditions -> Condition.find(conditions, type))
        .orElseThrow(() -> new AssertionError("no condition %s of %s".formatted(type, name)));
  }

  private static String current(String name) {
    return Optional.ofNullable(status(name).currentRevision()).orElse("");
  }

  private static String arn(String name) {
    return Optional.ofNullable(status(name).inferenceProfileArn()).orElse("");
  }

  private static InferenceProfileDeploymentStatus status(String name) {
    return Optional.ofNullable(deployment(name).getStatus())
        .orElseThrow(() -> new AssertionError("no status yet: " + name));
  }

  private static InferenceProfileDeployment deployment(String name) {
    return deployments().withName(name).require();
  }

  private static NonNamespaceOperation<
          InferenceProfileDeployment,
          KubernetesResourceList<InferenceProfileDeployment>,
          Resource<InferenceProfileDeployment>>
      deployments() {
    return stage
        .cluster()
        .admin()
        .resources(InferenceProfileDeployment.class)
        .inNamespace(stage.namespace());
  }

  private static List<String> revisionsOf(String name) {
    return stage.resources().list().getItems().stream()
        .map(found -> found.getMetadata().getName())
        .filter(found -> found.startsWith(name + "-"))
        .toList();
  }

  private static Resource<ConfigMap> configMapNamed(String name) {
    return stage.cluster().admin().configMaps().inNamespace(stage.namespace()).withName(name);
  }

  private static Map<String, String> configMap(String name) {
    return Optional.ofNullable(configMapNamed(name).get()).map(ConfigMap::getData).orElse(Map.of());
  }
}
