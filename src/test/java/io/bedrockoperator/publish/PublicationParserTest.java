package io.bedrockoperator.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.InferenceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the CRD refuses is refused without it, too: a resource may have been written while another
 * CRD was in force.
 */
class PublicationParserTest {

  private static final Path CASES = Path.of("src", "test", "resources", "admission");
  private static final ObjectMapper YAML = new YAMLMapper();

  static Stream<Path> files(String kind) throws IOException {
    try (var files = Files.list(CASES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(kind + "-publish"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<Path> valid() throws IOException {
    return files("valid");
  }

  static Stream<Path> invalid() throws IOException {
    return files("invalid");
  }

  private static List<String> problems(Path file) throws IOException {
    var spec = YAML.readValue(file.toFile(), InferenceProfile.class).getSpec();
    var problems = new ArrayList<String>();
    var unused = PublicationParser.read(spec.publish(), problems);
    return problems;
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takes(Path file) throws IOException {
    assertThat(problems(file)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refuses(Path file) throws IOException {
    assertThat(problems(file)).isNotEmpty();
  }
}
