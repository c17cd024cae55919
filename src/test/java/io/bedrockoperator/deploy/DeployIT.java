package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Installs what is shipped as a user would: kubectl apply -k deploy. */
class DeployIT {

  private static final String OPERATOR =
      "system:serviceaccount:bedrock-operator-system:bedrock-operator";

  @TempDir static Path temp;

  private static Console console = new Console(Path.of(""));

  @BeforeAll
  static void install() throws IOException {
    console = Console.of(ApiServer.shared(), temp);
    console.run("kubectl apply -k deploy");
    console.run(
        "kubectl wait --for=condition=Established --timeout=60s"
            + " crd/inferenceprofiles.bedrock-operator.io crd/bedrockaccounts.bedrock-operator.io"
            + " crd/inferenceprofiledeployments.bedrock-operator.io");
    console.run("kubectl apply -f deploy/samples/00-namespaces.yaml");
    console.run("kubectl create namespace tenant-a");
    console.run("kubectl create namespace tenant-b");
  }

  @Test
  void canBeInstalledOverItself() {
    assertThat(console.run("kubectl apply -k deploy"))
        .contains("deployment.apps/bedrock-operator unchanged");
  }

  @Test
  void podIsAdmittedByItsRestrictedNamespace() throws IOException {
    var template = Shipped.object("deployment.yaml", Deployment.class).getSpec().getTemplate();
    var pod =
        new PodBuilder()
            .withMetadata(template.getMetadata())
            .editMetadata()
            .withName("bedrock-operator")
            .withNamespace("bedrock-operator-system")
            .endMetadata()
            .withSpec(template.getSpec())
            .build();
    try (var client = client()) {
      assertThat(client.resource(pod).dryRun().create().getSpec().getNodeName()).isNull();
    }
  }

  /** In both ways the same: -f reads no file without an ending, -k no list of another name. */
  @Test
  void definitionsCanBeAppliedByThemselves() throws IOException {
    var withFiles = console.run("kubectl apply --dry-run=server -f crds/");
    var withKustomize = console.run("kubectl apply --dry-run=server -k crds/");

    assertThat(withFiles.lines().toList())
        .hasSameSizeAs(definitions())
        .containsExactlyInAnyOrderElementsOf(withKustomize.lines().toList());
  }

  /** On the server, but without effect: an operator of another test may be watching. */
  @Test
  void everySampleIsAdmitted() throws IOException {
    assertThat(
            console
                .run(
                    "kubectl apply --dry-run=server -f deploy/samples -f deploy/samples/then"
                        + " -f deploy/samples/tenants")
                .lines())
        .filteredOn(line -> line.startsWith("inferenceprofile"))
        .filteredOn(line -> line.endsWith(" created (server dry run)"))
        .hasSameSizeAs(Shipped.samples());
  }

  /** The profile says no namespace, since any may have it. */
  @Test
  void everySampleOfAccountsIsAdmitted() throws IOException {
    assertThat(
            console
                .run("kubectl -n team-a apply --dry-run=server -f deploy/samples/accounts")
                .lines())
        .containsExactlyInAnyOrder(
            "bedrockaccount.bedrock-operator.io/team-a created (server dry run)",
            "bedrockaccount.bedrock-operator.io/shared created (server dry run)",
            "inferenceprofile.bedrock-operator.io/chat created (server dry run)");
  }

  @ParameterizedTest
  @CsvSource({
    "watch, bedrock-operator.io, inferenceprofiles, '', team-a, true",
    "patch, bedrock-operator.io, inferenceprofiles, '', team-a, true",
    "patch, bedrock-operator.io, inferenceprofiles, status, team-a, true",
    "create, bedrock-operator.io, inferenceprofiles, '', team-a, true",
    "delete, bedrock-operator.io, inferenceprofiles, '', team-a, true",
    "update, bedrock-operator.io, inferenceprofiles, '', team-a, false",
    "deletecollection, bedrock-operator.io, inferenceprofiles, '', team-a, false",
    "watch, bedrock-operator.io, inferenceprofiledeployments, '', team-a, true",
    "patch, bedrock-operator.io, inferenceprofiledeployments, status, team-a, true",
    "patch, bedrock-operator.io, inferenceprofiledeployments, '', team-a, false",
    "create, bedrock-operator.io, inferenceprofiledeployments, '', team-a, false",
    "delete, bedrock-operator.io, inferenceprofiledeployments, '', team-a, false",
    "watch, bedrock-operator.io, bedrockaccounts, '', '', true",
    "patch, bedrock-operator.io, bedrockaccounts, '', '', true",
    "patch, bedrock-operator.io, bedrockaccounts, status, '', true",
    "create, bedrock-operator.io, bedrockaccounts, '', '', false",
    "update, bedrock-operator.io, bedrockaccounts, '', '', false",
    "delete, bedrock-operator.io, bedrockaccounts, '', '', false",
    "create, '', events, '', team-a, true",
    "get, '', configmaps, '', team-a, true",
    "watch, '', configmaps, '', team-a, true",
    "create, '', configmaps, '', team-a, true",
    "patch, '', configmaps, '', team-a, true",
    "delete, '', configmaps, '', team-a, true",
    "update, '', configmaps, '', team-a, false",
    "deletecollection, '', configmaps, '', team-a, false",
    "get, '', namespaces, '', '', true",
    "list, '', namespaces, '', '', true",
    "patch, '', namespaces, '', '', false",
    "get, '', secrets, '', team-a, false",
    "get, '', secrets, '', bedrock-operator-system, false",
    "create, coordination.k8s.io, leases, '', bedrock-operator-system, true",
    "create, coordination.k8s.io, leases, '', team-a, false",
  })
  void operatorMayDoThisAndNoMore(
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      boolean allowed) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(OPERATOR)
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(resource)
            .withSubresource(subresource)
            .withNamespace(namespace)
            .endResourceAttributes()
            .endSpec()
            .build();
    try (var client = client()) {
      var answer = client.authorization().v1().subjectAccessReview().create(review);
      assertThat(answer.getStatus().getAllowed()).isEqualTo(allowed);
    }
  }

  private static List<Path> definitions() throws IOException {
    try (Stream<Path> files = Files.list(Shipped.DIRECTORY.resolveSibling("crds"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }

  private static KubernetesClient client() {
    return new KubernetesClientBuilder().withConfig(ApiServer.shared().adminConfig()).build();
  }
}
