package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/migration.md says, word for word, for profiles as other tools leave them. Only the
 * namespace, the names and the ARN are others.
 */
class MigrationIT {

  private static final String NAMESPACE = "migration";

  /** By who made them: the tags that they leave. */
  private static final Map<String, Map<String, String>> LEFT =
      Map.of(
          "ack",
          Map.of(
              "services.k8s.aws/controller-version",
              "bedrock-1.3.0",
              "services.k8s.aws/namespace",
              "team-a"),
          "crossplane",
          Map.of(
              "crossplane-kind",
              "inferenceprofile.bedrock.aws.upbound.io",
              "crossplane-name",
              "summaries",
              "crossplane-providerconfig",
              "default"),
          "terraform",
          Map.of());

  private static final Page PAGE = Page.of("docs/migration.md");

  @AutoClose private static Stage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void prepare() {
    stage = Stage.withOperatorIn(NAMESPACE);
  }

  @Test
  void keepsEachProfileAndWhatOthersPutOnIt() throws IOException {
    var arns = new HashMap<String, String>();
    LEFT.forEach((tool, tags) -> arns.put(tool, leave(tool, tags)));
    run("2. Allow the namespace to adopt", "none");
    for (var left : arns.entrySet()) {
      var manifest = PAGE.blocks("yaml").getFirst().replace("06vsfs68yb4g", idIn(left.getValue()));
      var file = directory.resolve(left.getKey() + ".yaml");
      Files.writeString(file, as(left.getKey(), manifest));
    }

    // All at once: each takes as long as the operator needs to be sure of what it sees.
    var adopted = arns.keySet().parallelStream().map(tool -> run("4. Apply it", tool)).toList();

    assertThat(adopted)
        .allSatisfy(printed -> assertThat(arns.values()).anyMatch(printed::contains));
    run("5. Take the permission away", "none");
    soon().untilAsserted(() -> arns.forEach(MigrationIT::assertAdopted));
    run("6. Remove the other tool's tags", "terraform");
    soon()
        .untilAsserted(
            () -> assertThat(tags(stage.arn("terraform"))).doesNotContainKey("left-over"));
    assertThat(tags(stage.arn("ack"))).containsEntry("left-over", "x");
    assertThat(stage.bedrock().calls(CREATE_INFERENCE_PROFILE)).isEmpty();
    assertThat(stage.bedrock().calls(DELETE_INFERENCE_PROFILE)).isEmpty();
  }

  private static void assertAdopted(String tool, String arn) {
    stage.assertThat(tool).isAvailable().hasArn(arn);
    assertThat(tags(arn))
        .containsAllEntriesOf(LEFT.get(tool))
        .containsEntry("left-over", "x")
        .containsEntry("team", "a")
        .containsEntry("bedrock-operator.io/uid", stage.get(tool).getMetadata().getUid());
  }

  private static String leave(String tool, Map<String, String> tags) {
    var request =
        CreateRequest.of(as(tool, "team-a-summaries"), Stage.NOVA)
            .withDescription("Summaries of support tickets")
            .withTag("left-over", "x");
    for (var tag : tags.entrySet()) {
      request = request.withTag(tag.getKey(), tag.getValue());
    }
    return stage.outside().create(request).arn();
  }

  private static Map<String, String> tags(String arn) {
    return stage.outside().profile(arn).orElseThrow().tags();
  }

  private String run(String section, String tool) {
    var script = String.join("\n", PAGE.section(section).blocks("sh"));
    assertThat(script).isNotBlank();
    return stage.cluster().shell(directory, as(tool, script));
  }

  private static String as(String tool, String text) {
    return text.replace("summaries", tool).replace("team-a", NAMESPACE);
  }

  private static String idIn(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
