package io.bedrockoperator.dev.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One namespace applies many; in the middle of them, another applies a single object. */
record Fair(World world, int n) {

  Result measure() {
    world.start(Map.of()).awaitReady();
    var single = new Order("team-b", "single", World.REGION);
    var orders = new ArrayList<>(Order.many(n - 1, "team-a", World.REGION));
    orders.add(n / 2, single);
    var wave = Wave.ride(world, orders);
    return wave.result(
        Scenario.FAIR,
        List.of(
            Figure.of(
                    "the single one Ready, after its own request",
                    Seconds.of(wave.timeToReady(single)),
                    "s")
                .atMost(5),
            wave.allReady(),
            wave.callsPerProfile()));
  }
}
