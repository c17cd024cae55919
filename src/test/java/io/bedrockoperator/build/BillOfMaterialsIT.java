package io.bedrockoperator.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.dev.build.Training;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BillOfMaterialsIT {

  private static final Path PROCESS =
      Path.of(System.getProperty("basedir", ""), "target", "bedrock-operator").toAbsolutePath();

  @Test
  void listsExactlyTheJarsThatAreShipped() throws IOException {
    var bill = new ObjectMapper().readTree(PROCESS.resolve("bedrock-operator.cdx.json").toFile());

    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.path("components").valueStream().map(BillOfMaterialsIT::jar))
        .as("after a change of dependencies: mvn clean")
        .containsExactlyInAnyOrderElementsOf(
            Training.jars(PROCESS.resolve("lib")).stream()
                .map(jar -> jar.getFileName().toString())
                .filter(jar -> !jar.equals("bedrock-operator.jar"))
                .toList());
  }

  private static String jar(JsonNode component) {
    return "%s-%s.jar"
        .formatted(component.path("name").asText(), component.path("version").asText());
  }
}
