package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the chart say the same. */
class ChartTest {

  private static final String HANDED_ON = "Kubernetes: ";

  /** Lists and maps of one's own are values as a whole. */
  private static final Set<String> WHOLE =
      Set.of("podSecurityContext", "securityContext", "resources", "startupProbe");

  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| (?:`([^`]*)`)? *\\|.*");

  @Test
  void readmeHasEveryValueWithItsDefault() throws IOException {
    var documented =
        Files.readAllLines(Chart.DIRECTORY.resolve("README.md")).stream()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> row.group(1) + "=" + (row.group(2) == null ? "" : row.group(2)))
            .toList();

    assertThat(documented)
        .doesNotHaveDuplicates()
        .hasSameElementsAs(
            leaves("", Chart.values())
                .map(leaf -> leaf.path() + "=" + text(leaf.value()))
                .toList());
  }

  @Test
  void schemaKnowsTheSameValues() throws IOException {
    assertThat(schemaLeaves())
        .hasSameElementsAs(leaves("", Chart.values()).map(Leaf::path).toList());
  }

  /** Else a typo would go unnoticed. What Kubernetes itself checks is marked. */
  @Test
  void schemaIsClosedEverywhere() throws IOException {
    assertThat(openObjects("", Chart.schema()).toList()).isEmpty();
  }

  @Test
  void someValuesFileSetsEachValue() throws IOException {
    var set = new TreeSet<String>();
    for (var file : Chart.goodValues()) {
      set.addAll(leaves("", Chart.values(file)).map(Leaf::path).toList());
    }

    assertThat(leaves("", Chart.values()).map(Leaf::path))
        .allMatch(path -> set.stream().anyMatch(given -> covers(given, path)), "is set by a file");
  }

  /** Which release it is, is said in the pom. */
  @Test
  void versionIsThatOfTheBuild() throws IOException {
    var chart = Chart.values(Chart.DIRECTORY.resolve("Chart.yaml"));
    var pom = Files.readString(Chart.DIRECTORY.resolveSibling("pom.xml"));

    assertThat(pom)
        .contains("<version>%s-SNAPSHOT</version>".formatted(chart.get("version").asText()));
    assertThat(chart.get("appVersion")).isEqualTo(chart.get("version"));
  }

  private record Leaf(String path, JsonNode value) {}

  private static boolean covers(String given, String path) {
    return given.equals(path) || given.startsWith(path + ".");
  }

  private static Stream<Leaf> leaves(String path, JsonNode node) {
    if (!node.isObject() || node.isEmpty() || WHOLE.contains(path)) {
      return Stream.of(new Leaf(path, node));
    }
    return node.properties().stream()
        .flatMap(field -> leaves(join(path, field.getKey()), field.getValue()));
  }

  private static List<String> schemaLeaves() throws IOException {
    var schema = Chart.schema();
    var paths = new TreeSet<String>();
    for (var field : schema.get("properties").properties()) {
      var nested = field.getValue().path("properties");
      if (nested.isEmpty() || isWhole(field.getKey())) {
        paths.add(field.getKey());
      }
      if (!isWhole(field.getKey())) {
        nested.fieldNames().forEachRemaining(name -> paths.add(join(field.getKey(), name)));
      }
    }
    // Helm hands it to every chart that is part of another.
    paths.remove("global");
    return List.copyOf(paths);
  }

  /** Kubernetes' own fields below it are no values of ours. */
  private static boolean isWhole(String name) {
    return WHOLE.contains(name) || name.equals("updateStrategy");
  }

  private static Stream<String> openObjects(String path, JsonNode schema) {
    if (schema.path("description").asText().startsWith(HANDED_ON)
        || path.equals("/properties/global")) {
      return Stream.empty();
    }
    var open = schema.path("type").asText().equals("object") && isOpen(schema);
    var nested =
        schema.properties().stream()
            .flatMap(field -> openObjects(path + "/" + field.getKey(), field.getValue()));
    return Stream.concat(open ? Stream.of(path) : Stream.empty(), nested);
  }

  private static boolean isOpen(JsonNode schema) {
    var more = schema.path("additionalProperties");
    return !(more.isBoolean() && !more.booleanValue()) && !more.isObject();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** As the README writes it: a word as it is, a list or a map in JSON without quotes. */
  private static String text(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(field -> field.getKey() + ": " + text(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.isArray()) {
      return Stream.of(value)
          .flatMap(array -> Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get))
          .map(ChartTest::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.asText();
  }
}
