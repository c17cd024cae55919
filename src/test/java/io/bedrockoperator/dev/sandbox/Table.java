package io.bedrockoperator.dev.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The resources in the order in which they were applied, as kubectl would show them. */
record Table(List<Row> rows) {

  private static final String GAP = "   ";

  Table {
    rows = List.copyOf(rows);
  }

  Table with(List<Sample> samples) {
    return new Table(Stream.concat(rows.stream(), samples.stream().map(Sample::row)).toList());
  }

  /** Keeps the order: what is new comes last, what is gone leaves. */
  Table with(Change change) {
    var all = new LinkedHashMap<Key, Row>();
    rows.forEach(row -> all.put(row.key(), row));
    change
        .state()
        .ifPresentOrElse(
            state ->
                all.merge(
                    change.key(),
                    new Row(change.key(), Optional.empty(), state),
                    (known, unexpected) -> known.with(state)),
            () -> all.remove(change.key()));
    return new Table(List.copyOf(all.values()));
  }

  /** From now on, what becomes of the resources is somebody's own doing. */
  Table withoutExpectations() {
    return new Table(
        rows.stream().map(row -> new Row(row.key(), Optional.empty(), row.state())).toList());
  }

  boolean settled() {
    return rows.stream().allMatch(row -> row.state().settled());
  }

  boolean asExpected() {
    return rows.stream().allMatch(Row::asExpected);
  }

  /** Those of which something is expected. */
  List<Row> samples() {
    return rows.stream().filter(row -> row.expectation().isPresent()).toList();
  }

  long numberAsExpected() {
    return samples().stream().filter(Row::asExpected).count();
  }

  String header() {
    return line(Row.HEADER, widths());
  }

  /** One line for each row. */
  List<String> lines() {
    var widths = widths();
    return rows.stream().map(row -> line(row.cells(), widths)).toList();
  }

  Optional<String> line(Key key) {
    return rows.stream()
        .filter(row -> row.key().equals(key))
        .map(row -> line(row.cells(), widths()))
        .findFirst();
  }

  private List<Integer> widths() {
    return IntStream.range(0, Row.HEADER.size()).mapToObj(this::width).toList();
  }

  private int width(int column) {
    return Stream.concat(Stream.of(Row.HEADER, Row.WIDE), rows.stream().map(Row::cells))
        .mapToInt(cells -> cells.get(column).length())
        .max()
        .orElseThrow();
  }

  private static String line(List<String> cells, List<Integer> widths) {
    var line = new StringBuilder();
    for (var column = 0; column < cells.size(); column++) {
      var cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
