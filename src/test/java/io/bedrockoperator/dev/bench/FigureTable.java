package io.bedrockoperator.dev.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The figures of a scenario as text: numbers to the right, so that they can be compared. */
record FigureTable(Result result) {

  private static final List<String> HEADER = List.of("", "MEASURED", "UNIT", "TARGET", "");
  private static final List<Boolean> NUMBERS = List.of(false, true, false, true, false);

  List<String> lines() {
    var rows = rows();
    var widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .boxed()
            .toList();
    var lines = new ArrayList<String>();
    lines.add("%s: %s".formatted(result.scenario(), result.title()));
    rows.forEach(row -> lines.add("  " + line(row, widths)));
    return lines;
  }

  private List<List<String>> rows() {
    return Stream.concat(
            Stream.of(HEADER),
            result.figures().stream()
                .map(
                    figure ->
                        List.of(
                            figure.name(),
                            figure.measured(),
                            figure.unit(),
                            figure.target(),
                            figure.verdict())))
        .toList();
  }

  private static String line(List<String> cells, List<Integer> widths) {
    var line = new StringBuilder();
    for (var column = 0; column < cells.size(); column++) {
      var gap = " ".repeat(widths.get(column) - cells.get(column).length());
      line.append(NUMBERS.get(column) ? gap + cells.get(column) : cells.get(column) + gap);
      line.append("  ");
    }
    return line.toString().stripTrailing();
  }
}
