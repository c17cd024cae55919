package io.bedrockoperator.drawing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of a picture, each a line of SVG. */
public final class Svg {

  public static final String GREY = "#333333";
  public static final String LIGHT_GREY = "#dddddd";

  /** Told apart also by those who see red and green alike (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#e69f00");

  private Svg() {}

  /** A point in pixels, from the upper left corner. */
  public record Point(double x, double y) {

    public Point plus(double right, double down) {
      return new Point(x + right, y + down);
    }
  }

  /** How a line looks. */
  public record Pen(String colour, double width, String dashes) {

    /** One for each curve: the colours in turn, and dashed where they begin anew. */
    public static Pen ofCurve(int index, double width) {
      return new Pen(
          COLOURS.get(index % COLOURS.size()), width, index < COLOURS.size() ? "" : "5 3");
    }

    private String attributes() {
      var dashed = dashes.isEmpty() ? "" : " stroke-dasharray=\"%s\"".formatted(dashes);
      return "stroke=\"%s\" stroke-width=\"%s\"%s".formatted(colour, number(width), dashed);
    }
  }

  /** All of a picture, on white whatever it is shown on. */
  public static String document(int width, int height, int fontSize, String content) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="%d">
    <rect width="100%%" height="100%%" fill="#ffffff"/>
    %s</svg>
    """
        .formatted(width, height, fontSize, content);
  }

  /**
   * Text beside a point.
   *
   * @param anchor what of the text is there: start, middle or end
   */
  public static String text(Point at, String anchor, String colour, String text) {
    return """
    <text x="%s" y="%s" text-anchor="%s" fill="%s">%s</text>
    """
        .formatted(number(at.x), number(at.y), anchor, colour, escaped(text));
  }

  public static String title(Point at, int fontSize, String text) {
    return """
    <text x="%s" y="%s" font-size="%d">%s</text>
    """
        .formatted(number(at.x), number(at.y), fontSize, escaped(text));
  }

  public static String line(Point from, Point to, Pen pen) {
    return """
    <line x1="%s" x2="%s" y1="%s" y2="%s" %s/>
    """
        .formatted(number(from.x), number(to.x), number(from.y), number(to.y), pen.attributes());
  }

  public static String polyline(List<Point> points, Pen pen) {
    return """
    <polyline points="%s" fill="none" %s/>
    """
        .formatted(
            points.stream()
                .map(point -> number(point.x) + "," + number(point.y))
                .collect(Collectors.joining(" ")),
            pen.attributes());
  }

  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** With a point, wherever it is printed. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
