package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Things that happened, each at its time in seconds after the beginning, sorted. */
record Curve(String name, List<Double> seconds) {

  /** So many had happened by then. */
  record Point(double seconds, int count) {}

  Curve {
    seconds = seconds.stream().sorted().toList();
  }

  static Curve since(Instant beginning, String name, Collection<Instant> happenings) {
    return new Curve(
        name, happenings.stream().map(at -> Seconds.of(Duration.between(beginning, at))).toList());
  }

  int size() {
    return seconds.size();
  }

  /** When the last one happened; there has to be one. */
  double end() {
    return seconds.getLast();
  }

  /** From zero to the last, at most about so many, evenly chosen. */
  List<Point> points(int most) {
    var step = Math.ceilDiv(size(), most);
    var points = new ArrayList<Point>();
    points.add(new Point(0, 0));
    for (var count = step; count < size(); count += step) {
      points.add(new Point(seconds.get(count - 1), count));
    }
    points.add(new Point(end(), size()));
    return points;
  }
}
