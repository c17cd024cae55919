package io.bedrockoperator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many by when, as SVG: a line for each curve, with its name and its last value at its end.
 *
 * @param quantity what is counted, for the vertical axis
 */
record Chart(String title, String quantity, List<Curve> curves) {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 460;
  private static final int LEFT = 80;
  private static final int RIGHT = 190;
  private static final int TOP = 50;
  private static final int BOTTOM = 60;

  /** Points a line has at most; a screen cannot show more. */
  private static final int POINTS = 400;

  /** Names at the ends of lines keep this distance. */
  private static final int LINE_HEIGHT = 16;

  /** Told apart also by those who see red and green alike (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#e69f00");

  private static final String GREY = "#333333";
  private static final String LIGHT_GREY = "#dddddd";

  Chart {
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
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
    <rect width="100%%" height="100%%" fill="#ffffff"/>
    <text x="%d" y="28" font-size="17">%s</text>
    %s%s%s</svg>
    """
        .formatted(
            WIDTH,
            HEIGHT,
            LEFT,
            escaped(title),
            timeAxis(time),
            countAxis(count),
            lines(time, count));
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
                tick -> text(x(time, tick), HEIGHT - BOTTOM + 20, "middle", GREY, time.label(tick)))
            .collect(Collectors.joining())
        + text(
            x(time, time.end() / 2),
            HEIGHT - 14,
            "middle",
            GREY,
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
            .formatted(middle, GREY, escaped(quantity));
  }

  private static String countTick(Axis count, double tick) {
    var height = number(y(count, tick));
    return """
    <line x1="%d" x2="%d" y1="%s" y2="%s" stroke="%s"/>
    """
            .formatted(LEFT, WIDTH - RIGHT, height, height, tick == 0 ? GREY : LIGHT_GREY)
        + text(LEFT - 8, y(count, tick) + 4, "end", GREY, count.label(tick));
  }

  private String lines(Axis time, Axis count) {
    var labels = labelHeights(count);
    return IntStream.range(0, curves.size())
        .mapToObj(index -> line(index, time, count, labels.get(index)))
        .collect(Collectors.joining());
  }

  private String line(int index, Axis time, Axis count, double labelHeight) {
    var curve = curves.get(index);
    var colour = COLOURS.get(index % COLOURS.size());
    var points =
        curve.points(POINTS).stream()
            .map(point -> number(x(time, point.seconds())) + "," + number(y(count, point.count())))
            .collect(Collectors.joining(" "));
    return """
    <polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>
    """
            .formatted(points, colour)
        + text(
            x(time, curve.end()) + 8,
            labelHeight + 4,
            "start",
            colour,
            "%s: %d in %s s".formatted(curve.name(), curve.size(), number(curve.end())));
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

  private static String text(double x, double y, String anchor, String colour, String text) {
    return """
    <text x="%s" y="%s" text-anchor="%s" fill="%s">%s</text>
    """
        .formatted(number(x), number(y), anchor, colour, escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** With a point, wherever it is printed. */
  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
