package io.bedrockoperator.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which columns a table shows, in which order: Grafana's transformation {@code organize}.
 *
 * @param options of it; nothing where there is none
 */
record Columns(JsonNode options) {

  private static final String TIME = "Time";
  static final String VALUE = "Value";

  static Columns of(JsonNode transformations) {
    for (var transformation : transformations) {
      if (transformation.path("id").asText().equals("organize")) {
        return new Columns(transformation.path("options"));
      }
      throw new IllegalArgumentException("nobody knows here how to " + transformation.path("id"));
    }
    return new Columns(MissingNode.getInstance());
  }

  /** Of a table of these labels, to which Grafana adds two. */
  List<String> shown(List<String> labels) {
    return Stream.of(Stream.of(TIME), labels.stream().sorted(), Stream.of(VALUE))
        .flatMap(names -> names)
        .filter(name -> !options.path("excludeByName").path(name).asBoolean())
        .sorted(Comparator.comparingInt(name -> options.path("indexByName").path(name).asInt()))
        .toList();
  }
}
