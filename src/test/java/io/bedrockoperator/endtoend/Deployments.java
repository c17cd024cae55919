package io.bedrockoperator.endtoend;

import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The InferenceProfileDeployments of a stage. Each publishes a ConfigMap of its own name.
 *
 * @param lite the ARN of {@link #LITE} from which they are made
 */
record Deployments(Stage stage, String lite) {

  /** System-defined profiles that the emulator has. */
  static final String LITE = "us.amazon.nova-lite-v1:0";

  static final String PRO = "us.amazon.nova-pro-v1:0";

  /** Those of the operator's own account. */
  Deployments(Stage stage) {
    this(stage, Stage.NOVA);
  }

  /**
   * A deployment that asks for a profile named {@code stage-} and its own name.
   *
   * @param more of its spec, in YAML
   */
  void create(String name, String model, String more) {
    createWith(
        name,
        """
        %s
        publish: {configMap: {name: %s, data: {ARN: $(arn), text: "a $(name)"}}}
        template:
          spec:
            inferenceProfileName: %s
            modelSource: {copyFrom: "%s"}
        """
            .formatted(more, name, stage.profileName(name), source(model)));
  }

  /**
   * @param spec in YAML
   */
  void createWith(String name, String spec) {
    var document =
        """
        apiVersion: bedrock-operator.io/v1alpha1
        kind: InferenceProfileDeployment
        metadata: {name: %s}
        spec:
        %s
        """
            .formatted(name, spec.indent(2));
    var admin = stage.cluster().admin();
    admin
        .resource(
            admin.getKubernetesSerialization().unmarshal(document, GenericKubernetesResource.class))
        .inNamespace(stage.namespace())
        .create();
  }

  /** The ARN of a system-defined profile. */
  String source(String model) {
    return lite.replace(LITE, model);
  }

  void patchModel(String name, String model) {
    patch(
        name,
        "{\"spec\": {\"template\": {\"spec\": {\"modelSource\": {\"copyFrom\": \"%s\"}}}}}"
            .formatted(source(model)));
  }

  void patch(String name, String patch) {
    resources().withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  NonNamespaceOperation<
          InferenceProfileDeployment,
          KubernetesResourceList<InferenceProfileDeployment>,
          Resource<InferenceProfileDeployment>>
      resources() {
    return stage
        .cluster()
        .admin()
        .resources(InferenceProfileDeployment.class)
        .inNamespace(stage.namespace());
  }

  InferenceProfileDeployment get(String name) {
    return resources().withName(name).require();
  }

  /** An AssertionError while there is none. */
  InferenceProfileDeploymentStatus status(String name) {
    return Optional.ofNullable(get(name).getStatus())
        .orElseThrow(() -> new AssertionError("no status yet: " + name));
  }

  String current(String name) {
    return Optional.ofNullable(status(name).currentRevision()).orElse("");
  }

  String arn(String name) {
    return Optional.ofNullable(status(name).inferenceProfileArn()).orElse("");
  }

  /** The InferenceProfiles that begin with its name, by name. */
  List<String> revisions(String name) {
    return stage.resources().list().getItems().stream()
        .map(found -> found.getMetadata().getName())
        .filter(found -> found.startsWith(name + "-"))
        .toList();
  }

  Resource<ConfigMap> configMap(String name) {
    return stage.cluster().admin().configMaps().inNamespace(stage.namespace()).withName(name);
  }

  /** What it publishes; empty while there is nothing. */
  Map<String, String> published(String name) {
    return Optional.ofNullable(configMap(name).get()).map(ConfigMap::getData).orElse(Map.of());
  }
}
