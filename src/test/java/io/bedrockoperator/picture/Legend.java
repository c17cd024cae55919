package io.bedrockoperator.picture;

import io.bedrockoperator.drawing.Svg;
import io.bedrockoperator.drawing.Svg.Pen;
import io.bedrockoperator.drawing.Svg.Point;
import java.util.ArrayList;
import java.util.List;

/** The names of lines in rows, each beside a piece of its line. */
record Legend(List<Entry> entries) {

  private static final int ROW = 17;
  private static final int SWATCH = 14;
  private static final int GAP = 5;

  /** Wider than most are; nobody knows which font there will be. */
  private static final double CHARACTER = 6.4;

  record Entry(String name, double x, int row) {}

  static Legend of(List<String> names, double width) {
    var entries = new ArrayList<Entry>();
    var x = 0.0;
    var row = 0;
    for (var name : names) {
      var wide = SWATCH + GAP + name.length() * CHARACTER + SWATCH;
      if (x > 0 && x + wide > width) {
        x = 0;
        row++;
      }
      entries.add(new Entry(name, x, row));
      x += wide;
    }
    return new Legend(entries);
  }

  double height() {
    return entries.isEmpty() ? 0 : (entries.getLast().row + 1) * (double) ROW;
  }

  String svg(Point corner) {
    var svg = new StringBuilder();
    for (var index = 0; index < entries.size(); index++) {
      var entry = entries.get(index);
      var at = corner.plus(entry.x, (entry.row + 1) * (double) ROW - GAP);
      svg.append(Svg.line(at.plus(0, -4), at.plus(SWATCH, -4), Pen.ofCurve(index, 3)));
      svg.append(Svg.text(at.plus(SWATCH + GAP, 0), "start", Svg.GREY, entry.name));
    }
    return svg.toString();
  }
}
