package io.bedrockoperator.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds with faults around every write; each seed is another story, which a failure tells. */
class DeploymentWorldTest {

  private static final int SEEDS_AT_ONCE = 25;
  private static final int MOMENTS = 60;
  private static final int RECONCILIATIONS_TO_SETTLE = 200;

  static LongStream seeds() {
    return LongStream.range(0, 20).map(part -> part * SEEDS_AT_ONCE);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noApplicationIsToldOfADeadProfileAndAllEndsAsTheUserWants(long first) {
    for (var seed = first; seed < first + SEEDS_AT_ONCE; seed++) {
      var world = new DeploymentWorld(seed);
      var random = new Random(seed);
      for (var moment = 0; moment < MOMENTS; moment++) {
        if (random.nextBoolean()) {
          world.disturb();
        }
        var unused = world.run();
        world.pass(Duration.ofSeconds(random.nextInt(30)));
      }
      world.calm();
      settle(seed, world);
      world.assertSettled();
    }
  }

  private static void settle(long seed, DeploymentWorld world) {
    world.pass(Duration.ofSeconds(1));
    var next = world.run();
    var left = RECONCILIATIONS_TO_SETTLE;
    while (next.isPresent()) {
      world.pass(next.get().plusSeconds(1));
      next = world.run();
      assertThat(left--).as("seed %d does not settle: %s", seed, world.story()).isPositive();
    }
    // What the last one removed has to go.
    world.pass(Duration.ofSeconds(1));
  }
}
