package io.bedrockoperator.picture;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The time of a recording.
 *
 * @param interval between two scrapes
 * @param marks what happened when, in this order
 */
record Timeline(Duration length, Duration interval, List<Duration> marks) {

  List<Duration> minutes() {
    return LongStream.rangeClosed(0, length.toMinutes()).mapToObj(Duration::ofMinutes).toList();
  }

  /** From 0 at the beginning to 1 at the end. */
  double position(Duration time) {
    return (double) time.toMillis() / length.toMillis();
  }

  static String label(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
