package io.bedrockoperator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules that are shipped for Prometheus. */
final class Alerts {

  static final Path FILE = Chart.DIRECTORY.resolve(Path.of("files", "alerts.yaml"));

  private Alerts() {}

  static List<JsonNode> shipped() throws IOException {
    return elements(Chart.values(FILE).get("groups"))
        .flatMap(group -> elements(group.get("rules")))
        .toList();
  }

  /** Without line breaks. */
  static String expression(String alert) throws IOException {
    return shipped().stream()
        .filter(found -> found.get("alert").asText().equals(alert))
        .findFirst()
        .orElseThrow()
        .get("expr")
        .asText()
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
