package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.dev.apiserver.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever installs with Helm gets what kustomize makes, to the last field. */
class SameObjectsIT {

  /** What Helm alone writes. */
  private static final List<String> LABELS =
      List.of("app.kubernetes.io/managed-by", "helm.sh/chart");

  private static final String KEEP = "helm.sh/resource-policy";

  @TempDir static Path temp;

  private static Console console = new Console(Path.of(""));

  @BeforeAll
  static void prepare() throws IOException {
    console = Console.of(ApiServer.shared(), temp);
  }

  @ParameterizedTest
  @CsvSource({
    "deploy, admission-policies, kustomize",
    "deploy, without-publish, kustomize-without-publish",
    "deploy/namespaced, admission-policies, kustomize-namespaced",
    "deploy/namespaced, without-publish, kustomize-namespaced-without-publish",
  })
  void chartMakesTheObjectsOfKustomize(String directory, String component, String values)
      throws IOException {
    var chart =
        objects(
            console.run(
                "helm template bedrock-operator helm --namespace bedrock-operator-system %s -f '%s'"
                    .formatted(Chart.WITH_POLICIES, Chart.goodValues(values))));
    var kustomize = objects(console.run("kubectl kustomize " + overlay(directory, component)));
    // Helm leaves it to whoever installs.
    assertThat(kustomize.remove("Namespace null/bedrock-operator-system")).isNotNull();

    assertThat(chart.keySet()).isEqualTo(kustomize.keySet());
    assertThat(chart).containsExactlyEntriesOf(kustomize);
  }

  /** A kustomization of one's own, as a user has it beside what is shipped. */
  private static Path overlay(String directory, String component) throws IOException {
    var own = Files.createTempDirectory(temp.toRealPath(), "overlay");
    var deploy = own.relativize(Shipped.DIRECTORY.toRealPath());
    Files.writeString(
        own.resolve("kustomization.yaml"),
        """
        resources: [%s]
        components: [%s/components/%s]
        """
            .formatted(deploy.resolveSibling(directory), deploy, component));
    return own;
  }

  private static Map<String, String> objects(String yaml) throws IOException {
    var mapper = new YAMLMapper();
    var objects = new TreeMap<String, String>();
    try (var documents = mapper.readerFor(ObjectNode.class).<ObjectNode>readValues(yaml)) {
      while (documents.hasNext()) {
        var object = documents.next();
        var metadata = object.path("metadata");
        var name =
            "%s %s/%s"
                .formatted(
                    object.path("kind").asText(),
                    metadata.path("namespace").asText("null"),
                    metadata.path("name").asText());
        assertThat(objects.put(name, sorted(withoutHelm(object)).toPrettyString()))
            .as(name)
            .isNull();
      }
    }
    return objects;
  }

  private static ObjectNode withoutHelm(ObjectNode object) {
    var metadata = object.withObject("/metadata");
    metadata.withObject("/labels").remove(LABELS);
    if (metadata.has("annotations")) {
      var annotations = metadata.withObject("/annotations");
      annotations.remove(KEEP);
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
    return object;
  }

  /** The order of fields and of variables says nothing; that of other lists does. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ArrayNode array) {
      var sorted = array.arrayNode();
      array.forEach(element -> sorted.add(sorted(element)));
      return sorted;
    }
    if (!node.isObject()) {
      return node;
    }
    var sorted = ((ObjectNode) node).objectNode();
    node.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            field ->
                sorted.set(
                    field.getKey(),
                    field.getKey().equals("env")
                        ? byName(sorted(field.getValue()))
                        : sorted(field.getValue())));
    return sorted;
  }

  private static JsonNode byName(JsonNode variables) {
    var sorted = ((ArrayNode) variables).arrayNode();
    StreamSupport.stream(variables.spliterator(), false)
        .sorted(Comparator.comparing(variable -> variable.path("name").asText()))
        .forEach(sorted::add);
    return sorted;
  }
}
