package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What GitHub runs is what the README tells people to run. */
class WorkflowTest {

  private static final String README = Page.of("README.md").text();

  @Test
  void runsTheCommandsOfTheReadme() throws IOException {
    assertThat(runs("verify")).containsExactly("mvn verify", "mvn -Psandbox -Dsandbox.args=--once");
    assertThat(README)
        .contains("| `mvn verify` |", "| `mvn -Psandbox` |", "`-Dsandbox.args=--once`");
    assertThat(Page.of(".ci/run").text()).contains("\nexec mvn -B verify");
  }

  @Test
  void publishesWhatTheReadmePackages() throws IOException {
    assertThat(runs("release").getFirst()).isEqualTo("mvn package");
    assertThat(README).contains("mvn package                # target/bedrock-operator:");
    assertThat(job("release").path("needs").asText()).isEqualTo("verify");
    assertThat(job("release").path("if").asText()).contains("refs/tags/v");
  }

  @Test
  void writesOnlyWhereItPublishes() throws IOException {
    assertThat(workflow().path("permissions")).hasToString("{\"contents\":\"read\"}");
    assertThat(job("verify").has("permissions")).isFalse();
  }

  @Test
  void asksForWhatAnAnswerNeeds() throws IOException {
    var form = yaml(".github/ISSUE_TEMPLATE/bug.yml").path("body");

    assertThat(form)
        .filteredOn(field -> field.at("/validations/required").asBoolean())
        .map(field -> field.path("id").asText())
        .containsExactly("what", "describe", "version");
    assertThat(form.toString()).contains("kubectl -n NAMESPACE describe aip NAME");
  }

  @Test
  void keepsDependenciesAndActionsUpToDate() throws IOException {
    assertThat(yaml(".github/dependabot.yml").path("updates"))
        .map(update -> update.path("package-ecosystem").asText())
        .containsExactly("maven", "github-actions");
  }

  private static List<String> runs(String job) throws IOException {
    return job(job).path("steps").findValuesAsText("run");
  }

  private static JsonNode job(String name) throws IOException {
    return workflow().path("jobs").path(name);
  }

  private static JsonNode workflow() throws IOException {
    return yaml(".github/workflows/ci.yml");
  }

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Page.of(file).text());
  }
}
