package io.bedrockoperator.picture;

import static java.util.stream.Collectors.joining;

import io.bedrockoperator.drawing.Axis;
import io.bedrockoperator.drawing.Svg;
import io.bedrockoperator.drawing.Svg.Pen;
import io.bedrockoperator.drawing.Svg.Point;
import java.util.List;
import java.util.stream.IntStream;

/** Lines over the time of a recording, with their names below. */
record Graph(List<Line> lines, Unit unit, Axis axis, Timeline timeline, Legend legend, Box plot) {

  private static final int LEFT = 68;
  private static final int RIGHT = 10;
  private static final int TOP = 12;
  private static final int TIMES = 22;

  private static final Pen GRID = new Pen(Svg.LIGHT_GREY, 1, "");
  private static final Pen MARK = new Pen("#999999", 1, "2 3");
  private static final double LINE = 1.5;

  static Graph of(String unit, List<Line> lines, Timeline timeline, Box box) {
    var largest = lines.stream().mapToDouble(Line::largest).max().orElse(0);
    var told = Unit.of(unit, largest);
    // Where all is zero, any axis does.
    var axis = Axis.upTo(largest == 0 ? 1 : largest / told.divisor());
    var legend = Legend.of(lines.stream().map(Line::name).toList(), box.width() - LEFT - RIGHT);
    var plot = box.inset(LEFT, TOP, RIGHT, TIMES + legend.height());
    return new Graph(lines, told, axis, timeline, legend, plot);
  }

  String svg() {
    return grid() + times() + marks() + curves() + legend.svg(plot.at(0, 0).plus(0, TIMES));
  }

  private String grid() {
    return axis.ticks().stream()
        .map(
            tick -> {
              var up = axis.position(tick);
              var label = axis.label(tick) + unit.suffix();
              return Svg.line(plot.at(0, up), plot.at(1, up), GRID)
                  + Svg.text(plot.at(0, up).plus(-6, 4), "end", Svg.GREY, label);
            })
        .collect(joining());
  }

  private String times() {
    return timeline.minutes().stream()
        .map(
            minute ->
                Svg.text(
                    plot.at(timeline.position(minute), 0).plus(0, 16),
                    "middle",
                    Svg.GREY,
                    Timeline.label(minute)))
        .collect(joining());
  }

  private String marks() {
    return IntStream.range(0, timeline.marks().size())
        .mapToObj(
            index -> {
              var right = timeline.position(timeline.marks().get(index));
              return Svg.line(plot.at(right, 0), plot.at(right, 1), MARK)
                  + Svg.text(
                      plot.at(right, 1).plus(0, -3),
                      "middle",
                      MARK.colour(),
                      String.valueOf(index + 1));
            })
        .collect(joining());
  }

  private String curves() {
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(
            index ->
                lines.get(index).pieces(timeline.interval()).stream()
                    .map(piece -> Svg.polyline(points(piece), Pen.ofCurve(index, LINE))))
        .collect(joining());
  }

  private List<Point> points(List<Line.Value> piece) {
    return piece.stream()
        .map(
            value ->
                plot.at(
                    timeline.position(value.at()), axis.position(value.number() / unit.divisor())))
        .toList();
  }
}
