package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.fail;

import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);
  private static final long SCHEDULES = Long.getLong("simulation.schedules", 10_000);

  @Test
  void holdsEveryInvariantWhateverHappens() {
    check(Schedules::of, SCHEDULES);
  }

  @Test
  void saysSoWhereBedrockLagsForLongerThanItTakes() {
    check(Schedules::beyondSettling, Math.ceilDiv(SCHEDULES, 10));
  }

  @Test
  void rollsOutModelsWhateverHappens() {
    check(Schedules::ofRollouts, Math.ceilDiv(SCHEDULES, 4));
  }

  private static void check(LongFunction<Schedule> schedules, long count) {
    var failing =
        LongStream.range(FIRST_SEED, FIRST_SEED + count)
            .parallel()
            .filter(seed -> Simulation.run(schedules.apply(seed)).isPresent())
            .boxed()
            .min(Long::compare);
    failing.ifPresent(
        seed -> {
          var shortest = Shrinker.shrink(schedules.apply(seed));
          var failure = Simulation.run(shortest).orElseThrow();
          fail(
              "%s%n%s%n%s%nReplay with -Dsimulation.seed=%d -Dsimulation.schedules=1",
              failure.violation(), shortest.story(), String.join("\n", failure.trace()), seed);
        });
  }
}
