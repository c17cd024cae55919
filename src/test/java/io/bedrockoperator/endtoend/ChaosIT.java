package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A fixed set of seeds; {@code mvn -Pchaos -Dseeds=N} runs as many as one likes. */
class ChaosIT {

  private static final long SEEDS = 3;

  @Test
  void survivesBeingKilledAtAnyMoment() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ChaosRun.Result>> runs =
          LongStream.rangeClosed(1, SEEDS)
              .mapToObj(seed -> threads.submit(() -> ChaosRun.run(seed)))
              .toList();
      for (var run : runs) {
        assertThat(run.get().violations()).as("seed %d", run.get().seed()).isEmpty();
        assertThat(run.get().kills()).isPositive();
      }
    }
  }
}
