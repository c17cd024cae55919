package io.bedrockoperator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever happens; each seed is another story, which a failure tells. */
class RolloutWorldTest {

  private static final int SEEDS_AT_ONCE = 100;

  /** More than the longest history needs to go, one by one. */
  private static final int STEPS_TO_SETTLE = 200;

  static LongStream seeds() {
    return LongStream.range(0, 20).map(part -> part * SEEDS_AT_ONCE);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingThatIsUsedGoesAndAllEndsAsTheUserWants(long first) {
    for (var seed = first; seed < first + SEEDS_AT_ONCE; seed++) {
      var world = new RolloutWorld(seed);
      var random = new Random(seed);
      for (var moment = 0; moment < 60; moment++) {
        if (random.nextBoolean()) {
          world.disturb();
        }
        var unused = world.step(true);
      }
      world.calm();
      var left = STEPS_TO_SETTLE;
      while (world.step(false)) {
        world.pass(Duration.ofMinutes(1));
        assertThat(left--).as("seed %d does not settle: %s", seed, world.story()).isPositive();
      }
      world.assertSettled();
    }
  }
}
