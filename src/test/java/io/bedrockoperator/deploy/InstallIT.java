package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Installs, upgrades and uninstalls as the guide says, on a server of its own, since the others
 * share what would be uninstalled. There is no operator: what a finalizer holds stays held.
 */
@TestMethodOrder(OrderAnnotation.class)
class InstallIT {

  private static final String DEFINITIONS =
      "crd/inferenceprofiles.bedrock-operator.io crd/bedrockaccounts.bedrock-operator.io"
          + " crd/inferenceprofiledeployments.bedrock-operator.io";

  private static final String RELEASE = "bedrock-operator";
  private static final String NAMESPACE = "bedrock-operator-system";

  private static final String ACCOUNT_AND_PROFILE =
      """
      apiVersion: bedrock-operator.io/v1alpha1
      kind: BedrockAccount
      metadata:
        name: kept
        finalizers: [bedrock-operator.io/bedrock-account]
      spec:
        accountId: "111122223333"
        allowedNamespaces: {names: [team-a]}
      ---
      apiVersion: bedrock-operator.io/v1alpha1
      kind: InferenceProfile
      metadata:
        name: kept
        namespace: team-a
        finalizers: [bedrock-operator.io/inference-profile]
      spec:
        inferenceProfileName: kept
        modelSource: {copyFrom: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"}
      """;

  @TempDir static Path temp;

  private static final Set<String> done = new HashSet<>();

  private static final ApiServer server = ApiServer.start();
  private static final KubernetesClient admin =
      new KubernetesClientBuilder().withConfig(server.adminConfig()).build();
  private static Console console = new Console(Path.of(""));
  private static InstallGuide guide = new InstallGuide(Map.of());

  @BeforeAll
  static void prepare() throws IOException {
    console = Console.of(server, temp);
    guide = InstallGuide.read();
    console.run("kubectl apply -f deploy/samples/00-namespaces.yaml");
    console.run("kubectl apply -f src/test/resources/helm/crds");
  }

  @AfterAll
  static void stop() {
    admin.close();
    server.close();
  }

  @Test
  @Order(1)
  void helmKeepsWhatItIsToldToKeep() throws IOException {
    perform("Helm: Install");
    var uid = createAccountAndProfile();

    assertThat(perform("Helm: Upgrade")).contains("REVISION: 2");
    assertThat(image()).isEqualTo("registry.example/bedrock-operator:0.1.0");
    assertIsUntouched(uid);

    assertThat(perform("Helm: Uninstall, keep everything")).contains("CustomResourceDefinition");
    assertThat(deployments()).isZero();
    assertIsUntouched(uid);

    helm(Chart.goodValues("default"));
    assertIsUntouched(uid);
  }

  @Test
  @Order(2)
  void noChangeOfValuesTouchesAProfile() throws IOException {
    var uid = profile().getMetadata().getUid();
    for (var values : Chart.goodValues()) {
      helm(values);

      assertThat(deployments()).as("%s", values).isEqualTo(1);
      assertIsUntouched(uid);
    }
  }

  @Test
  @Order(3)
  void helmLeavesNothingBehindButProfilesInAws() {
    assertThat(profile().getSpec().deletionPolicy()).isNull();
    letGo();

    assertThat(perform("Helm: Uninstall, keep the profiles in AWS"))
        .contains("inferenceprofile.bedrock-operator.io/kept patched");

    assertNothingIsLeft();
  }

  @Test
  @Order(4)
  void helmLeavesNothingBehind() throws IOException {
    helm(Chart.goodValues("default"));
    createAccountAndProfile();
    letGo();

    perform("Helm: Uninstall, delete the profiles");

    assertNothingIsLeft();
  }

  @Test
  @Order(5)
  void kustomizeKeepsWhatItIsToldToKeep() throws IOException {
    perform("kustomize: Install");
    var uid = createAccountAndProfile();
    assertThat(perform("kustomize: Upgrade"))
        .contains("deployment.apps/bedrock-operator unchanged");
    assertIsUntouched(uid);

    perform("kustomize: Uninstall, keep everything");

    endNamespace();
    assertThat(deployments()).isZero();
    assertThat(leftOvers()).isEmpty();
    assertIsUntouched(uid);
  }

  /** With the other directory, as the guide says. */
  @Test
  @Order(6)
  void kustomizeLeavesNothingBehind() {
    performNamespaced("kustomize: Install");
    performNamespaced("kustomize: Admission policies");
    assertThat(leftOvers())
        .contains("deployment.apps/", "validatingadmissionpolicy.")
        .doesNotContain("clusterrole");
    letGo();

    performNamespaced("kustomize: Uninstall, delete the profiles");

    endNamespace();
    assertNothingIsLeft();
  }

  @Test
  @Order(7)
  void everyStepOfTheGuideWasRun() {
    assertThat(done).containsExactlyInAnyOrderElementsOf(guide.steps());
  }

  private static String perform(String step) {
    done.add(step);
    return console.run(guide.commandsOf(step));
  }

  private static void performNamespaced(String step) {
    done.add(step);
    console.run(guide.commandsOf(step).replaceAll("-k deploy\\b(?!/)", "-k deploy/namespaced"));
  }

  private static void helm(Path values) {
    console.run(
        "helm upgrade --install %s helm --namespace %s --reset-values -f '%s'"
            .formatted(RELEASE, NAMESPACE, values));
  }

  private static String createAccountAndProfile() throws IOException {
    console.run("kubectl wait --for=condition=Established --timeout=60s " + DEFINITIONS);
    console.run(
        "kubectl apply -f '%s'"
            .formatted(Files.writeString(temp.resolve("kept"), ACCOUNT_AND_PROFILE)));
    return profile().getMetadata().getUid();
  }

  private static InferenceProfile profile() {
    return admin.resources(InferenceProfile.class).inNamespace("team-a").withName("kept").require();
  }

  private static BedrockAccount account() {
    return admin.resources(BedrockAccount.class).withName("kept").require();
  }

  private static void assertIsUntouched(String uid) {
    assertThat(profile().getMetadata())
        .satisfies(
            metadata -> {
              assertThat(metadata.getUid()).isEqualTo(uid);
              assertThat(metadata.getDeletionTimestamp()).isNull();
            });
    assertThat(account().getMetadata().getDeletionTimestamp()).isNull();
  }

  /** As the operator does once the profile is gone, and the account with it. */
  private static void letGo() {
    for (var what : List.of("-n team-a patch aip kept", "patch bacc kept")) {
      console.run(
          "kubectl %s --type merge -p '{\"metadata\": {\"finalizers\": null}}'".formatted(what));
    }
  }

  /** As the controller of namespaces does, which does not run here. */
  private static void endNamespace() {
    console.run(
        "kubectl -n %s delete deployment,role,rolebinding,serviceaccount,pdb --all"
            .formatted(NAMESPACE));
    console.run(
        "kubectl get namespace %1$s -o json | sed 's/\"kubernetes\"//' | kubectl replace --raw /api/v1/namespaces/%1$s/finalize -f -"
            .formatted(NAMESPACE));
  }

  private static String image() {
    return console.run(
        "kubectl -n %s get deployment -o jsonpath='{.items[*].spec.template.spec.containers[0].image}'"
            .formatted(NAMESPACE));
  }

  private static int deployments() {
    return admin.apps().deployments().inNamespace(NAMESPACE).list().getItems().size();
  }

  private static void assertNothingIsLeft() {
    assertThat(leftOvers()).isEmpty();
    console.run("kubectl wait --for=delete --timeout=60s " + DEFINITIONS);
  }

  private static String leftOvers() {
    return console.run(
        "kubectl get"
            + " deployment,serviceaccount,role,rolebinding,clusterrole,clusterrolebinding,pdb,service,networkpolicy,validatingadmissionpolicy,validatingadmissionpolicybinding"
            + " --all-namespaces --selector app.kubernetes.io/instance=bedrock-operator -o name");
  }
}
