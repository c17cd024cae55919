package io.bedrockoperator.bench;

import io.bedrockoperator.emulator.Settings;
import java.util.List;
import java.util.Map;

/** AWS refuses what is above 20 calls a second: how close to that bound, and how many refused. */
record Throttled(World world, int n) {

  private static final int CALLS_PER_SECOND = 20;
  private static final int MOST = 300;

  static Settings behaviour(Settings settings) {
    return settings.withCallsPerSecond(CALLS_PER_SECOND);
  }

  Result measure() {
    world.start(Map.of()).awaitReady();
    var wave = Wave.ride(world, Order.many(Math.min(MOST, n), "team-a", World.REGION));
    var bound = (double) wave.size() / CALLS_PER_SECOND;
    return wave.result(
        Scenario.THROTTLED,
        List.of(
            Figure.of("the bound: one call for each profile", bound, "s"),
            wave.allReady().atMost(1.1 * bound),
            Figure.of("throttled answers", wave.tally().throttledPercent(), "% of calls").atMost(2),
            wave.callsPerProfile()));
  }
}
