package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.crd.ShippedCrd;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A cluster that is not as this version of the operator expects: first without its CRD, then with
 * one that takes anything, as an unknown newer one might. One odd object never stops the others.
 */
class PoisonIT {

  private static final String GOOD =
      "'inferenceProfileName': '%s', 'modelSource': {'copyFrom': '" + Stage.NOVA + "'}";

  /** Specs in JSON, by what the message has to name. */
  private static final Map<String, String> ODD = new LinkedHashMap<>();

  static {
    ODD.put("spec.successor", "{%s, 'successor': {'name': 'x'}}");
    ODD.put("spec.deletionPolicy is 'Archive'", "{%s, 'deletionPolicy': 'Archive'}");
    ODD.put("spec.deletionPolicy", "{%s, 'deletionPolicy': 7}");
    ODD.put("spec.tags", "{%s, 'tags': 'team=a'}");
    ODD.put("spec.tags holds a tag without key or value", "{%s, 'tags': [{'key': 'a'}]}");
    ODD.put("spec.suspend", "{%s, 'suspend': 'yes'}");
    ODD.put("spec.modelSource", "{'inferenceProfileName': 'odd', 'modelSource': 5}");
    ODD.put(
        "spec.inferenceProfileName is missing",
        "{'inferenceProfileName': null, 'modelSource': {'copyFrom': '%s'}}".formatted(Stage.NOVA));
    ODD.put("spec.description", "{%s, 'description': ['a']}");
    ODD.put("spec is missing", "null");
    ODD.put("spec.spec", "'a spec'");
  }

  private static Stage stage;
  private static ApiServer server;
  private static String logBeforeCrd;
  private static String readyBeforeCrd;

  @BeforeAll
  static void startOnAnEmptyCluster() throws IOException {
    server = ApiServer.start();
    stage = Stage.in(Cluster.of(server), "poison");
    stage.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", ""));
    soon().untilAsserted(() -> assertThat(stage.operator().log()).contains("waiting: "));
    logBeforeCrd = stage.operator().log();
    readyBeforeCrd = stage.operator().answer("/readyz");
    admin().resource(takesAnything()).create();
    stage.cluster().awaitResourceDefinition();
    stage.operator().awaitReady();
    createOddOnes();
  }

  @AfterAll
  static void stop() {
    stage.close();
    server.close();
  }

  @Test
  void waitsForItsResourceDefinitionAndSaysSo() {
    assertThat(logBeforeCrd)
        .contains(
            "WARN  waiting: the CustomResourceDefinition inferenceprofiles.bedrock-operator.io is"
                + " not installed: apply crds/")
        .doesNotContain("watching");
    assertThat(readyBeforeCrd)
        .isEqualTo(
            "waiting: the CustomResourceDefinition inferenceprofiles.bedrock-operator.io is not"
                + " installed: apply crds/\n");
    assertThat(stage.operator().log()).contains("watching");
  }

  @Test
  void oddObjectsAreReportedAndTheOthersGoOn() {
    stage.create("good-beside");

    stage.eventually("good-beside", it -> it.isAvailable());
    soon().untilAsserted(PoisonIT::assertOddOnesReported);
  }

  @Test
  void oddObjectsThatAreThereAtTheStartStopNothing() {
    soon().untilAsserted(PoisonIT::assertOddOnesReported);
    stage.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", "")).awaitReady();
    stage.create("good-after");

    stage.eventually("good-after", it -> it.isAvailable());
    assertOddOnesReported();
    stage.patchSpec("odd-2", "{\"deletionPolicy\": null}");
    stage.eventually("odd-2", it -> it.isAvailable());
    stage.patchSpec("odd-2", "{\"deletionPolicy\": \"Archive\"}");
    soon().untilAsserted(PoisonIT::assertOddOnesReported);
  }

  private static void createOddOnes() {
    var number = 0;
    for (var spec : ODD.values()) {
      number++;
      create("odd-" + number, spec.replace("%s", GOOD.formatted("odd-" + number)));
    }
  }

  private static void assertOddOnesReported() {
    var number = 0;
    for (var words : ODD.keySet()) {
      number++;
      stage
          .assertThat("odd-" + number)
          .hasReady("False", Reason.INVALID_SPEC)
          .hasConditions("Ready", "Stalled")
          .hasMessageContaining(words);
    }
  }

  private static void create(String name, String spec) {
    var document = new GenericKubernetesResource();
    document.setApiVersion("bedrock-operator.io/v1alpha1");
    document.setKind("InferenceProfile");
    document.setMetadata(new ObjectMetaBuilder().withName(name).build());
    @Nullable Object value =
        admin().getKubernetesSerialization().unmarshal(spec.replace('\'', '"'), Object.class);
    document.setAdditionalProperty("spec", value);
    admin().resource(document).inNamespace(stage.namespace()).create();
  }

  private static CustomResourceDefinition takesAnything() throws IOException {
    var anything =
        new JSONSchemaPropsBuilder()
            .withType("object")
            .withXKubernetesPreserveUnknownFields(true)
            .build();
    var crd =
        admin()
            .getKubernetesSerialization()
            .unmarshal(
                Files.readString(ShippedCrd.INFERENCE_PROFILE.file()),
                CustomResourceDefinition.class);
    return new CustomResourceDefinitionBuilder(crd)
        .editSpec()
        .editFirstVersion()
        .withNewSchema()
        .withOpenAPIV3Schema(anything)
        .endSchema()
        .endVersion()
        .endSpec()
        .build();
  }

  private static KubernetesClient admin() {
    return stage.cluster().admin();
  }
}
