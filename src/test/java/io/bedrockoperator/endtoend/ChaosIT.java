package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Three fixed seeds, or those that the properties {@code chaos.seed} and {@code .seeds} name. */
class ChaosIT {

  private static final int AT_ONCE = 3;
  private static final long FIRST = Long.getLong("chaos.seed", 1);
  private static final long SEEDS = Long.getLong("chaos.seeds", AT_ONCE);

  @Test
  void survivesBeingKilledAtAnyMoment() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<ChaosRun.Result>> runs =
          LongStream.range(FIRST, FIRST + SEEDS)
              .mapToObj(seed -> threads.submit(() -> ChaosRun.run(seed)))
              .toList();
      for (var run : runs) {
        assertThat(run.get().violations()).as("seed %d", run.get().seed()).isEmpty();
        assertThat(run.get().kills()).isPositive();
      }
    }
  }
}
