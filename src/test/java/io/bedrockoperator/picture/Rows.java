package io.bedrockoperator.picture;

import static java.util.stream.Collectors.joining;

import io.bedrockoperator.drawing.Svg;
import io.bedrockoperator.drawing.Svg.Pen;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A table: as many rows as there is room for, and how many more there are. */
record Rows(List<String> columns, List<Map<String, String>> rows, Box box) {

  private static final int ROW = 18;
  private static final int GAP = 3;
  private static final String HEADING = "#000000";
  private static final Pen RULE = new Pen(Svg.LIGHT_GREY, 1, "");

  static Rows of(Columns columns, List<Map<String, String>> rows, Box box) {
    var labels = rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    return new Rows(columns.shown(labels), rows, box);
  }

  String svg() {
    var room = (int) (box.height() / ROW) - 1;
    var fits = rows.size() <= room ? rows.size() : room - 1;
    var heading =
        cells(0, column -> column)
            + Svg.line(box.corner().plus(0, ROW), box.corner().plus(box.width(), ROW), RULE);
    var body =
        IntStream.range(0, fits)
            .mapToObj(index -> cells(index + 1, column -> rows.get(index).getOrDefault(column, "")))
            .collect(joining());
    return fits == rows.size() ? heading + body : heading + body + more(fits);
  }

  private String cells(int row, UnaryOperator<String> text) {
    var cells = new StringBuilder();
    var at = box.corner().plus(0, (row + 1) * (double) ROW - 5);
    for (var column : columns) {
      cells.append(Svg.text(at, "start", row == 0 ? HEADING : Svg.GREY, text.apply(column)));
      at = at.plus(box.width() * width(column) / columns.stream().mapToInt(this::width).sum(), 0);
    }
    return cells.toString();
  }

  /** In characters. */
  private int width(String column) {
    return rows.stream()
            .mapToInt(row -> row.getOrDefault(column, "").length())
            .reduce(column.length(), Math::max)
        + GAP;
  }

  private String more(int shown) {
    return Svg.text(
        box.corner().plus(0, (shown + 2) * (double) ROW - 5),
        "start",
        Svg.GREY,
        "… and %d more".formatted(rows.size() - shown));
  }
}
