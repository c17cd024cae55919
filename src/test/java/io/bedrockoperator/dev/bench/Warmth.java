package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.util.Map;

/**
 * A world that is thrown away. The load, the emulator and the watch run in this JVM, which is slow
 * at first: what is measured later shall be the operator, not them.
 */
record Warmth(World world) {

  private static final int RESOURCES = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  void gain() {
    world.start(Map.of()).awaitReady();
    var orders = Order.many(RESOURCES, "warm-up", World.REGION);
    Wave.ride(world, orders);
    world.load().delete(orders);
    world
        .sightings()
        .await(orders, "gone", order -> world.sightings().gone(order).isPresent(), PATIENCE);
  }
}
