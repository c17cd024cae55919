package io.bedrockoperator.dev.bench;

import java.util.List;
import java.util.Map;

/** AWS refuses what is above 20 calls a second: how close to that bound, and how many refused. */
record Throttled(World world, int n) {

  static final int CALLS_PER_SECOND = 20;
  private static final int MOST = 300;
  private static final String AGAIN = "once more in another Region";

  Result measure() {
    world.start(Map.of()).awaitReady();
    var fresh = ride("team-a", World.REGION);
    var again = ride("team-b", World.OTHER_REGION);
    var bound = (double) fresh.size() / CALLS_PER_SECOND;
    return fresh.result(
        Scenario.THROTTLED,
        List.of(
            Figure.of("the bound: one call for each profile", bound, "s"),
            fresh.allReady().atMost(1.1 * bound),
            throttled("throttled answers", fresh),
            fresh.callsPerProfile(),
            Figure.of(AGAIN + ": all Ready", again.allReady().value(), "s").atMost(1.1 * bound),
            throttled(AGAIN + ": throttled answers", again)));
  }

  /** AWS counts for each Region, so the limit of another has to be found anew. */
  private Wave ride(String namespace, String region) {
    return Wave.ride(world, Order.many(Math.min(MOST, n), namespace, region));
  }

  private static Figure throttled(String name, Wave wave) {
    return Figure.of(name, wave.tally().throttledPercent(), "% of calls").atMost(2);
  }
}
