package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a process came to rest: the first moment after which, for a whole second, it made no AWS
 * call, no resource changed, and it used less than a twentieth of a core.
 */
final class Rest {

  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final Duration BACKGROUND = Duration.ofMillis(50);

  private Rest() {}

  /**
   * One look at the process.
   *
   * @param calls AWS calls so far
   * @param changes of resources so far
   */
  record Sample(Instant at, long calls, long changes, Duration cpu) {

    private boolean isRestUntil(Sample later) {
      return calls == later.calls
          && changes == later.changes
          && later.cpu.minus(cpu).compareTo(BACKGROUND) < 0;
    }
  }

  /** Empty while it works. The samples are in order. */
  static Optional<Instant> begin(List<Sample> samples) {
    for (var index = 0; index < samples.size(); index++) {
      var sample = samples.get(index);
      var later =
          samples.subList(index, samples.size()).stream()
              .filter(next -> !next.at().isBefore(sample.at().plus(WINDOW)))
              .findFirst();
      if (later.filter(sample::isRestUntil).isPresent()) {
        return Optional.of(sample.at());
      }
    }
    return Optional.empty();
  }
}
