package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KustomizationTest {

  /** The kustomize of kubectl 1.31 to 1.33 crashes on a file of two that delete. */
  @Test
  void hasOnePatchInEachFile() throws IOException {
    try (var files = Files.walk(Shipped.DIRECTORY)) {
      var patches =
          files
              .filter(file -> file.endsWith("kustomization.yaml"))
              .flatMap(KustomizationTest::patches)
              .toList();

      assertThat(patches)
          .isNotEmpty()
          .allSatisfy(patch -> assertThat(documents(patch)).as("%s", patch).isEqualTo(1));
    }
  }

  private static Stream<Path> patches(Path kustomization) {
    try {
      return new YAMLMapper()
          .readTree(kustomization.toFile()).path("patches").findValuesAsText("path").stream()
              .map(kustomization::resolveSibling);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static int documents(Path file) throws IOException {
    try (var parser = new YAMLMapper().createParser(file.toFile())) {
      var documents = 0;
      while (parser.nextToken() != null) {
        parser.skipChildren();
        documents++;
      }
      return documents;
    }
  }
}
