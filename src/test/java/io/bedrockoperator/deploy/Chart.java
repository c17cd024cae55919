package io.bedrockoperator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code helm/}, and the values that it is tried with. */
final class Chart {

  static final Path DIRECTORY = Shipped.DIRECTORY.resolveSibling("helm");

  /** Without a server, {@code helm template} has to be told that it knows policies. */
  static final String WITH_POLICIES =
      "--api-versions admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy";

  private static final Path VALUES =
      DIRECTORY.resolveSibling(Path.of("src", "test", "resources", "helm"));

  private Chart() {}

  static JsonNode values() throws IOException {
    return values(DIRECTORY.resolve("values.yaml"));
  }

  static JsonNode values(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile());
  }

  static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(DIRECTORY.resolve("values.schema.json").toFile());
  }

  /** Files of values that belong together and have to work. */
  static List<Path> goodValues() throws IOException {
    return yaml(VALUES);
  }

  /** Files of values that have to be refused; the first line says with which words. */
  static List<Path> badValues() throws IOException {
    return yaml(VALUES.resolve("invalid"));
  }

  static Path goodValues(String name) {
    return VALUES.resolve(name + ".yaml");
  }

  private static List<Path> yaml(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
