package io.bedrockoperator.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * One series of a graph.
 *
 * @param values those that are numbers, by their time
 */
record Line(String name, SortedMap<Duration, Double> values) {

  record Value(Duration at, double number) {}

  double largest() {
    return values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /**
   * What is drawn in one go: nothing is drawn over a gap. Of values that stay the same, the first
   * and the last are kept.
   */
  List<List<Value>> pieces(Duration interval) {
    var pieces = new ArrayList<List<Value>>();
    var last = interval.multipliedBy(-2);
    for (var entry : values.entrySet()) {
      if (entry.getKey().minus(interval).compareTo(last) > 0) {
        pieces.add(new ArrayList<>());
      }
      append(pieces.getLast(), new Value(entry.getKey(), entry.getValue()));
      last = entry.getKey();
    }
    return pieces;
  }

  private static void append(List<Value> piece, Value value) {
    var size = piece.size();
    if (size > 1
        && piece.get(size - 1).number == value.number
        && piece.get(size - 2).number == value.number) {
      piece.removeLast();
    }
    piece.add(value);
  }
}
