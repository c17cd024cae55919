package io.bedrockoperator.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is drawn of one panel of a dashboard. */
record Panel(
    String title, Type type, Place place, String unit, List<Target> targets, Columns columns) {

  enum Type {
    TIMESERIES,
    TABLE
  }

  /** In Grafana's grid, which is 24 wide. */
  record Place(int x, int y, int w, int h) {

    int bottom() {
      return y + h;
    }
  }

  static List<Panel> of(JsonNode dashboard) {
    return stream(dashboard.path("panels")).map(Panel::panel).toList();
  }

  private static Panel panel(JsonNode json) {
    var place = json.path("gridPos");
    return new Panel(
        json.path("title").asText(),
        type(json.path("type").asText()),
        new Place(
            place.path("x").asInt(),
            place.path("y").asInt(),
            place.path("w").asInt(),
            place.path("h").asInt()),
        json.at("/fieldConfig/defaults/unit").asText(),
        stream(json.path("targets")).map(Target::of).toList(),
        Columns.of(json.path("transformations")));
  }

  private static Type type(String word) {
    return switch (word) {
      case "timeseries" -> Type.TIMESERIES;
      case "table" -> Type.TABLE;
      default -> throw new IllegalArgumentException("nobody draws a panel of the type " + word);
    };
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** What it asks for, to see whether a picture is of the same. */
  String asked() {
    return targets.stream().map(Target::expression).collect(Collectors.joining("; "));
  }
}
