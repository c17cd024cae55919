package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** By nearest rank: each is a value that was measured, none is interpolated. */
record Quantiles(Duration p50, Duration p90, Duration p99, Duration max) {

  /**
   * Of at least one value, in any order.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Quantiles of(Collection<Duration> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values have no quantiles");
    }
    var sorted = values.stream().sorted().toList();
    return new Quantiles(rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), rank(sorted, 100));
  }

  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }
}
