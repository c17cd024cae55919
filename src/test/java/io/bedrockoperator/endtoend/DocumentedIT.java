package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.docs.Page;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands of the documentation that need a cluster, but no operator. */
class DocumentedIT {

  private static final Path TOP = Path.of("").toAbsolutePath();

  @AutoClose private static Stage stage;

  @BeforeAll
  static void prepare() {
    stage = Stage.in("documented");
  }

  @Test
  void argoCdGetsTheHealthCheckAndKeepsItsOther() throws IOException {
    stage.cluster().createNamespace("argocd");
    var admin = stage.cluster().admin();
    admin
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("argocd-cm")
                .withNamespace("argocd")
                .endMetadata()
                .addToData("url", "https://argocd.example.com")
                .build())
        .serverSideApply();

    stage.cluster().shell(TOP, Page.of("docs/gitops.md").blocks("sh").getFirst());

    assertThat(admin.configMaps().inNamespace("argocd").withName("argocd-cm").get().getData())
        .containsEntry("url", "https://argocd.example.com")
        .containsEntry(
            "resource.customizations.health.bedrock-operator.io_InferenceProfile",
            Files.readString(TOP.resolve("deploy/argocd/health.lua")));
  }

  @Test
  void theManifestsOfTheReadmeAreAdmitted() {
    var manifests = Page.of("README.md").blocks("yaml");

    assertThat(manifests)
        .isNotEmpty()
        .map(text -> Serialization.unmarshal(text, GenericKubernetesResource.class))
        .allSatisfy(
            manifest -> {
              manifest.getMetadata().setNamespace(stage.namespace());
              stage.cluster().admin().resource(manifest).dryRun().create();
            });
  }

  @Test
  void oneAsksForALook() {
    stage.create("asked");
    var command = Page.of("docs/troubleshooting.md").blocks("sh").get(1);

    stage
        .cluster()
        .shell(TOP, command.replace("NAMESPACE", stage.namespace()).replace("NAME", "asked"));

    assertThat(stage.get("asked").getMetadata().getAnnotations().values())
        .singleElement()
        .asString()
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }
}
