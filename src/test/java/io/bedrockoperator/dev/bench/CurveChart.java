package io.bedrockoperator.dev.bench;

import io.bedrockoperator.drawing.Axis;
import io.bedrockoperator.drawing.Svg;
import io.bedrockoperator.drawing.Svg.Pen;
import io.bedrockoperator.drawing.Svg.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many by when, as SVG: a line for each curve, with its name and its last value at its end.
 *
 * @param quantity what is counted, for the vertical axis
 */
record CurveChart(String title, String quantity, List<Curve> curves) {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 460;
  private static final int LEFT = 80;
  private static final int RIGHT = 190;
  private static final int TOP = 50;
  private static final int BOTTOM = 60;
  private static final int FONT = 13;
  private static final int TITLE_FONT = 17;

  /** Points a line has at most; a screen cannot show more. */
  private static final int POINTS = 400;

  /** Names at the ends of lines keep this distance. */
  private static final int LINE_HEIGHT = 16;

  CurveChart {
    curves = curves.stream().filter(curve -> !curve.seconds().isEmpty()).toList();
  }

  void write(Path file) {
    try {
      Files.writeString(file, svg());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String svg() {
    var time = Axis.upTo(curves.stream().mapToDouble(Curve::end).max().orElse(0));
    var count = Axis.upTo(curves.stream().mapToInt(Curve::size).max().orElse(0));
    return Svg.document(
        WIDTH,
        HEIGHT,
        FONT,
        Svg.title(new Point(LEFT, 28), TITLE_FONT, title)
            + timeAxis(time)
            + countAxis(count)
            + lines(time, count));
  }

  private static double x(Axis time, double seconds) {
    return LEFT + time.position(seconds) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(Axis count, double value) {
    return HEIGHT - BOTTOM - count.position(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String timeAxis(Axis time) {
    return time.ticks().stream()
            .map(
                tick ->
                    Svg.text(
                        new Point(x(time, tick), HEIGHT - BOTTOM + 20),
                        "middle",
                        Svg.GREY,
                        time.label(tick)))
            .collect(Collectors.joining())
        + Svg.text(
            new Point(x(time, time.end() / 2), HEIGHT - 14),
            "middle",
            Svg.GREY,
            "seconds after the first request");
  }

  private String countAxis(Axis count) {
    var ticks =
        count.ticks().stream().map(tick -> countTick(count, tick)).collect(Collectors.joining());
    var middle = (TOP + HEIGHT - BOTTOM) / 2;
    return ticks
        + """
        <text transform="translate(20 %d) rotate(-90)" text-anchor="middle" fill="%s">%s</text>
        """
            .formatted(middle, Svg.GREY, Svg.escaped(quantity));
  }

  private static String countTick(Axis count, double tick) {
    var height = y(count, tick);
    return Svg.line(
            new Point(LEFT, height),
            new Point(WIDTH - RIGHT, height),
            new Pen(tick == 0 ? Svg.GREY : Svg.LIGHT_GREY, 1, ""))
        + Svg.text(new Point(LEFT - 8, height + 4), "end", Svg.GREY, count.label(tick));
  }

  private String lines(Axis time, Axis count) {
    var labels = labelHeights(count);
    return IntStream.range(0, curves.size())
        .mapToObj(index -> line(index, time, count, labels.get(index)))
        .collect(Collectors.joining());
  }

  private String line(int index, Axis time, Axis count, double labelHeight) {
    var curve = curves.get(index);
    var pen = Pen.ofCurve(index, 2);
    var points =
        curve.points(POINTS).stream()
            .map(point -> new Point(x(time, point.seconds()), y(count, point.count())))
            .toList();
    return Svg.polyline(points, pen)
        + Svg.text(
            new Point(x(time, curve.end()) + 8, labelHeight + 4),
            "start",
            pen.colour(),
            "%s: %d in %s s".formatted(curve.name(), curve.size(), Svg.number(curve.end())));
  }

  /** Beside the ends, moved down where two would cover each other. */
  private List<Double> labelHeights(Axis count) {
    var heights = new ArrayList<Double>();
    for (var curve : curves) {
      var height = y(count, curve.size());
      while (isNearAny(heights, height)) {
        height += LINE_HEIGHT;
      }
      heights.add(height);
    }
    return heights;
  }

  private static boolean isNearAny(List<Double> heights, double height) {
    return heights.stream().anyMatch(other -> Math.abs(other - height) < LINE_HEIGHT);
  }
}
