package io.bedrockoperator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.drawing.Svg.Point;
import io.bedrockoperator.picture.Legend.Entry;
import io.bedrockoperator.picture.Line.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GraphTest {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Timeline TIMELINE =
      new Timeline(Duration.ofMinutes(1), INTERVAL, List.of(Duration.ofSeconds(30)));
  private static final Box BOX = new Box(new Point(100, 50), 278, 151);

  @Test
  void nothingIsDrawnOverAGap() {
    assertThat(line("a", Map.of(0, 1.0, 2, 2.0, 6, 3.0)).pieces(INTERVAL))
        .containsExactly(List.of(value(0, 1), value(2, 2)), List.of(value(6, 3)));
  }

  @Test
  void whatStaysTheSameIsTwoPoints() {
    assertThat(line("a", Map.of(0, 1.0, 2, 1.0, 4, 1.0, 6, 1.0, 8, 2.0)).pieces(INTERVAL))
        .containsExactly(List.of(value(0, 1), value(6, 1), value(8, 2)));
  }

  @Test
  void lineRunsFromCornerToCorner() {
    var svg = graph("short", line("a", Map.of(0, 0.0, 2, 0.0, 58, 10.0, 60, 10.0))).svg();

    // Left of the plot are 68 pixels, above it 12, and below it 22 for times and 17 for one name.
    assertThat(svg)
        .contains("<polyline points=\"168.0,162.0 174.7,162.0\"")
        .contains("<polyline points=\"361.3,62.0 368.0,62.0\"");
  }

  @Test
  void axesHaveUnitsAndTheStoryIsMarked() {
    var svg = graph("s", line("a & b", Map.of(0, 0.25, 2, 0.5))).svg();

    assertThat(svg).contains(">500 ms</text>", ">0:00</text>", ">1:00</text>", ">a &amp; b</text>");
    assertThat(svg).contains("<line x1=\"268.0\" x2=\"268.0\"").contains(">1</text>");
  }

  @Test
  void zeroHasAnAxisToo() {
    assertThat(graph("short", line("a", Map.of(0, 0.0))).svg()).contains(">1.0</text>");
    assertThat(graph("short").svg()).contains(">1.0</text>");
  }

  @Test
  void namesGoIntoTheNextRowWhereTheyDoNotFit() {
    assertThat(Legend.of(List.of("aaaaaaaaaa", "bbbbbbbbbb", "cc"), 230).entries())
        .extracting(Entry::row)
        .containsExactly(0, 0, 1);
  }

  @Test
  void tableSaysHowMuchIsMissing() {
    var rows = List.of(Map.of("n", "first"), Map.of("n", "second"), Map.of("n", "third"));

    // Room for a heading and two.
    assertThat(new Rows(List.of("n"), rows, new Box(new Point(0, 0), 100, 54)).svg())
        .contains(">n<", ">first<", ">… and 2 more<")
        .doesNotContain("second");
    assertThat(new Rows(List.of("n"), rows, new Box(new Point(0, 0), 100, 72)).svg())
        .contains(">third<")
        .doesNotContain("more");
  }

  private static Graph graph(String unit, Line... lines) {
    return Graph.of(unit, List.of(lines), TIMELINE, BOX);
  }

  private static Line line(String name, Map<Integer, Double> values) {
    var times = new TreeMap<Duration, Double>();
    values.forEach((second, number) -> times.put(Duration.ofSeconds(second), number));
    return new Line(name, times);
  }

  private static Value value(int second, double number) {
    return new Value(Duration.ofSeconds(second), number);
  }
}
