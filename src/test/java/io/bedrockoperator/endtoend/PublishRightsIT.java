package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.Labels;
import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the two policies of the chart let pass, with the tokens of real accounts. On a server of its
 * own, without an operator: each effect here is that of the one who is tried.
 */
class PublishRightsIT {

  private static final String NAMESPACE = "team-a";
  private static final String RESOURCE = "chat";
  private static final String CONFIG_MAP = "chat-bedrock";
  private static final int FORBIDDEN = 403;

  private static final String MAY_NOT_PUBLISH = "You may not create ConfigMaps in this namespace";
  private static final String NOT_PUBLISHED = "The operator did not publish this ConfigMap";
  private static final String LABELS_MISSING =
      "The operator writes only ConfigMaps with the labels";

  private static final Map<String, String> PUBLISHED =
      Map.of(
          Labels.MANAGED_BY,
          Labels.OPERATOR,
          Labels.PUBLISHED_BY,
          Labels.publishedBy("InferenceProfile", RESOURCE));

  @TempDir static Path temp;

  private static final ApiServer server = ApiServer.start();
  private static final Cluster cluster = Cluster.prepared(server);

  /** With the roles for InferenceProfiles that the chart brings for people. */
  private static KubernetesClient tenant;

  /** The same, and may create ConfigMaps. */
  private static KubernetesClient publisher;

  /** May create ConfigMaps, but in the namespace beside. */
  private static KubernetesClient neighbour;

  private static KubernetesClient operator;

  @BeforeAll
  static void install() throws IOException {
    var console = Console.of(server, temp);
    console.run("kubectl apply -f deploy/samples/00-namespaces.yaml");
    console.run(
        "helm install bedrock-operator helm --namespace bedrock-operator-system"
            + " --create-namespace --set rbac.aggregate=true");
    cluster.awaitResourceDefinition();
    for (var name : new String[] {"tenant", "publisher", "neighbour"}) {
      console.run(
          """
          kubectl -n team-a create serviceaccount %1$s
          kubectl -n team-a create rolebinding %1$s-view --clusterrole bedrock-operator-view --serviceaccount team-a:%1$s
          kubectl -n team-a create rolebinding %1$s-edit --clusterrole bedrock-operator-edit --serviceaccount team-a:%1$s
          """
              .formatted(name));
    }
    console.run(
        """
        for namespace in team-a team-b; do
          kubectl -n $namespace create role configmaps --verb create --resource configmaps
        done
        kubectl -n team-a create rolebinding publisher-configmaps --role configmaps --serviceaccount team-a:publisher
        kubectl -n team-b create rolebinding neighbour-configmaps --role configmaps --serviceaccount team-a:neighbour
        """);
    tenant = cluster.clientOf(NAMESPACE, "tenant");
    publisher = cluster.clientOf(NAMESPACE, "publisher");
    neighbour = cluster.clientOf(NAMESPACE, "neighbour");
    operator = cluster.clientOf("bedrock-operator-system", "bedrock-operator");
    awaitPolicies();
  }

  /** The API server learns of them by and by. */
  private static void awaitPolicies() {
    soon()
        .untilAsserted(
            () -> {
              refused(MAY_NOT_PUBLISH, () -> tenant.resource(publishing()).dryRun().create());
              refused(LABELS_MISSING, () -> operator.resource(unlabelled()).dryRun().create());
            });
  }

  @AfterAll
  static void stop() {
    tenant.close();
    publisher.close();
    neighbour.close();
    operator.close();
    cluster.close();
    server.close();
  }

  @AfterEach
  void clear() {
    configMap(cluster.admin()).delete();
    var profile = profile(cluster.admin());
    if (profile.get() != null) {
      patch(profile, "{\"metadata\": {\"finalizers\": null}}");
      profile.delete();
    }
  }

  @Test
  void whoMayCreateConfigMapsMayPublish() {
    refused(MAY_NOT_PUBLISH, () -> tenant.resource(publishing()).create());
    refused(MAY_NOT_PUBLISH, () -> neighbour.resource(publishing()).create());

    publisher.resource(publishing()).create();

    patch(
        profile(publisher), "{\"spec\": {\"publish\": {\"configMap\": {\"name\": \"renamed\"}}}}");
  }

  @Test
  void whoMayNotLosesNothingElse() {
    tenant.resource(unpublished()).create();

    patch(profile(tenant), "{\"spec\": {\"tags\": [{\"key\": \"team\", \"value\": \"a\"}]}}");
    refused(
        MAY_NOT_PUBLISH,
        () ->
            patch(
                profile(tenant),
                "{\"spec\": {\"publish\": {\"configMap\": {\"name\": \"chat\"}}}}"));
    patch(profile(publisher), "{\"spec\": {\"publish\": {\"configMap\": {\"name\": \"chat\"}}}}");
  }

  /** As Argo CD, the operator and the garbage collector change it, each under its own name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\": {\"labels\": {\"team\": \"a\"}}}",
        "{\"metadata\": {\"finalizers\": null}}",
        "{\"spec\": {\"tags\": [{\"key\": \"team\", \"value\": \"a\"}]}}",
        "{\"spec\": {\"suspend\": true}}",
        "{\"spec\": {\"publish\": null}}",
      })
  void whatPublishesCanBeChangedOtherwiseByAnybody(String patch) {
    publisher.resource(publishing()).create();

    patch(profile(tenant), patch);

    profile(tenant).delete();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"another\"}",
        "{\"data\": {\"key\": \"$(arn)\"}}",
        "{\"metadata\": {\"labels\": {\"team\": \"b\"}}}",
      })
  void whatIsPublishedIsChangedByWhoMayPublish(String configMap) {
    publisher.resource(publishing()).create();
    var patch = "{\"spec\": {\"publish\": {\"configMap\": %s}}}".formatted(configMap);

    refused(MAY_NOT_PUBLISH, () -> patch(profile(tenant), patch));

    patch(profile(publisher), patch);
  }

  @Test
  void operatorWritesWhatItPublishes() {
    operator.resource(labelled()).create();
    patch(configMap(operator), "{\"data\": {\"arn\": \"another\"}}");
    configMap(operator).delete();

    assertThat(configMap(cluster.admin()).get()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {Labels.MANAGED_BY, Labels.PUBLISHED_BY})
  void operatorWritesNothingWithoutBothLabels(String label) {
    var without = labelled();
    without.getMetadata().getLabels().remove(label);
    refused(LABELS_MISSING, () -> operator.resource(without).create());
    operator.resource(labelled()).create();

    refused(
        LABELS_MISSING,
        () ->
            patch(
                configMap(operator),
                "{\"metadata\": {\"labels\": {\"%s\": null}}}".formatted(label)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the data              | {\"data\": {\"arn\": \"another\"}}",
        "the labels            | {\"metadata\": {\"labels\": %s}}",
        "the controller        | {\"metadata\": {\"labels\": %s, \"ownerReferences\":"
            + " [{\"apiVersion\": \"bedrock-operator.io/v1alpha1\", \"kind\": \"InferenceProfile\","
            + " \"name\": \"chat\", \"uid\": \"u\", \"controller\": true}]}}",
      })
  void operatorTakesNothingOver(String what, String patch) {
    var labels = cluster.admin().getKubernetesSerialization().asJson(PUBLISHED);
    cluster.admin().resource(unlabelled()).create();

    refused(NOT_PUBLISHED, () -> patch(configMap(operator), patch.replace("%s", labels)));
    refused(NOT_PUBLISHED, () -> configMap(operator).delete());

    assertThat(configMap(cluster.admin()).require().getData()).isEqualTo(Map.of("arn", "one"));
  }

  /** Whoever takes the label away does not make it somebody else's. */
  @Test
  void operatorRepairsWhatLostItsLabels() {
    var theirs = cluster.admin().resource(controlledBy("apps/v1")).create();
    refused(NOT_PUBLISHED, () -> configMap(operator).delete());
    cluster.admin().resource(theirs).delete();
    cluster.admin().resource(controlledBy("bedrock-operator.io/v1alpha1")).create();

    patch(
        configMap(operator),
        "{\"metadata\": {\"labels\": %s}}"
            .formatted(operator.getKubernetesSerialization().asJson(PUBLISHED)));

    assertThat(configMap(operator).require().getMetadata().getLabels()).isEqualTo(PUBLISHED);
  }

  private static ConfigMap unlabelled() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(CONFIG_MAP)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .addToData("arn", "one")
        .build();
  }

  private static ConfigMap labelled() {
    return new ConfigMapBuilder(unlabelled())
        .editMetadata()
        .addToLabels(PUBLISHED)
        .endMetadata()
        .build();
  }

  private static ConfigMap controlledBy(String apiVersion) {
    return new ConfigMapBuilder(unlabelled())
        .editMetadata()
        .addNewOwnerReference()
        .withApiVersion(apiVersion)
        .withKind("Owner")
        .withName(RESOURCE)
        .withUid("b4a0cc2f-4a4a-4f65-9d43-3f6d6a1c6d10")
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .build();
  }

  private static GenericKubernetesResource unpublished() {
    return resource("");
  }

  private static GenericKubernetesResource publishing() {
    return resource("publish: {configMap: {name: %s}}".formatted(CONFIG_MAP));
  }

  private static GenericKubernetesResource resource(String moreOfSpec) {
    return cluster
        .admin()
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: bedrock-operator.io/v1alpha1
            kind: InferenceProfile
            metadata:
              name: %s
              namespace: %s
              finalizers: [%s]
            spec:
              inferenceProfileName: chat
              modelSource: {copyFrom: "%s"}
              %s
            """
                .formatted(RESOURCE, NAMESPACE, InferenceProfile.FINALIZER, Stage.NOVA, moreOfSpec),
            GenericKubernetesResource.class);
  }

  private static Resource<InferenceProfile> profile(KubernetesClient user) {
    return user.resources(InferenceProfile.class).inNamespace(NAMESPACE).withName(RESOURCE);
  }

  private static Resource<ConfigMap> configMap(KubernetesClient user) {
    return user.configMaps().inNamespace(NAMESPACE).withName(CONFIG_MAP);
  }

  private static void patch(Resource<?> resource, String patch) {
    resource.patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static void refused(String why, ThrowingCallable deed) {
    var refusal = catchThrowableOfType(KubernetesClientException.class, deed);
    assertThat(refusal).as("refusal").isNotNull().hasMessageContaining(why);
    assertThat(refusal.getCode()).isEqualTo(FORBIDDEN);
  }
}
