package io.bedrockoperator.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Things that happened, each at its time in seconds after the beginning, sorted. */
record Curve(String name, List<Double> seconds) {

  Curve {
    seconds = seconds.stream().sorted().toList();
  }

  static Curve since(Instant beginning, String name, Collection<Instant> happenings) {
    return new Curve(
        name, happenings.stream().map(at -> Seconds.of(Duration.between(beginning, at))).toList());
  }
}
