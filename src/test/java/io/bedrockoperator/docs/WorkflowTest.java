package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What GitHub runs is what the documentation tells people to run. */
class WorkflowTest {

  private static final String DOCUMENTED =
      Page.of("README.md").text() + Page.of("CONTRIBUTING.md").text();

  @Test
  void runsWhatIsDocumented() throws IOException {
    assertThat(runs("verify")).containsExactly("mvn verify", "mvn -Psandbox -Dsandbox.args=--once");
    assertThat(Page.of(".ci/run").text()).contains("\nexec mvn -B verify");
    for (var job : List.of("verify", "image", "release")) {
      assertThat(runs(job).stream().filter(run -> run.startsWith("mvn ")))
          .isNotEmpty()
          // Without what the workflow knows of itself.
          .map(run -> run.replaceAll(" \"-D.*", ""))
          .allSatisfy(command -> assertThat(DOCUMENTED).contains(command));
    }
  }

  @Test
  void looksForHolesInAllThatIsShipped() throws IOException {
    assertThat(workflow().at("/on/schedule/0").has("cron")).isTrue();
    assertThat(scans("verify"))
        .extracting(scan -> scan.path("sbom").asText())
        .containsExactly("target/bedrock-operator/bedrock-operator.cdx.json");
    assertThat(scans("image"))
        .extracting(scan -> scan.path("image").asText())
        .containsExactly("bedrock-operator:${{ env.VERSION }}");
  }

  @Test
  void publishesOnlyWhatIsVerified() throws IOException {
    assertThat(job("image").path("needs").asText()).isEqualTo("verify");
    assertThat(job("release").path("needs").asText()).isEqualTo("image");
    assertThat(List.of(job("image"), job("release")))
        .allMatch(job -> job.path("if").asText().equals("startsWith(github.ref, 'refs/tags/v')"));
  }

  @Test
  void publishesWhatIsPackaged() throws IOException {
    assertThat(runs("release")).contains("mvn package");
    assertThat(runs("image")).contains("mvn -Pimage");
  }

  @Test
  void joinsTheImagesOfAllProcessors() throws IOException {
    var architectures =
        job("image").at("/strategy/matrix/include").findValuesAsText("architecture");

    assertThat(architectures).containsExactly("amd64", "arm64");
    assertThat(runs("image")).anyMatch(run -> run.contains(":$VERSION-${{ matrix.architecture }}"));
    assertThat(runs("release"))
        .anyMatch(
            run ->
                run.startsWith("docker buildx imagetools create --tag \"$IMAGE:$VERSION\" ")
                    && architectures.stream()
                        .allMatch(name -> run.contains(" \"$IMAGE:$VERSION-" + name + "\"")));
  }

  @Test
  void writesOnlyWhereItPublishes() throws IOException {
    assertThat(workflow().path("permissions")).hasToString("{\"contents\":\"read\"}");
    assertThat(job("verify").has("permissions")).isFalse();
    assertThat(job("image").path("permissions"))
        .hasToString("{\"contents\":\"read\",\"packages\":\"write\"}");
  }

  private static List<JsonNode> scans(String job) throws IOException {
    return job(job)
        .path("steps")
        .valueStream()
        .filter(step -> step.path("uses").asText().startsWith("anchore/scan-action@"))
        .map(step -> step.path("with"))
        .toList();
  }

  private static List<String> runs(String job) throws IOException {
    return job(job).path("steps").findValuesAsText("run");
  }

  private static JsonNode job(String name) throws IOException {
    return workflow().path("jobs").path(name);
  }

  private static JsonNode workflow() throws IOException {
    return new YAMLMapper().readTree(Page.of(".github/workflows/ci.yml").text());
  }
}
