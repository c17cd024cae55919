package io.bedrockoperator.dev.bench;

import io.bedrockoperator.dev.emulator.EmulatorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * First n, then nine times as many more, over ten Regions and without latency. What memory grew by
 * between the two is what a profile costs: heap that lives after a full collection, less the copy
 * of the resource that the operator's informer caches, which is weighed in this JVM. Resident
 * memory also has garbage, and what the JVM keeps in reserve.
 */
record Regions(World world, int n) {

  static EmulatorSettings behaviour(EmulatorSettings settings) {
    return settings.withLatency(Duration.ZERO);
  }

  Result measure() {
    var operator = world.start(Map.of()).awaitReady();
    Wave.ride(world, orders("first", n));
    var heapBefore = Heap.alive(operator.pid());
    var before = Usage.of(operator.pid());
    var rest = Wave.ride(world, orders("rest", 9 * n));
    var heapAfter = Heap.alive(operator.pid());
    var after = Usage.of(operator.pid());
    var copy = Copies.kibOfOne(world.cluster().admin().raw(rest.orders().getFirst().path()));
    return rest.result(
        Scenario.REGIONS,
        List.of(
            rest.allReady(),
            rest.callsPerProfile(),
            rest.cpuPerProfile(),
            rest.writesPerProfile(),
            perProfile("live heap per profile", heapAfter - heapBefore, rest),
            Figure.of("  of that, the cached copy of the resource", copy, "KiB"),
            Figure.of(
                    "  beyond the cache",
                    (double) (heapAfter - heapBefore) / rest.size() - copy,
                    "KiB")
                .atMost(8),
            perProfile(
                "resident memory per profile", after.residentKib() - before.residentKib(), rest),
            Figure.of("live heap", heapAfter / 1024.0, "MiB")));
  }

  private static Figure perProfile(String name, long kib, Wave wave) {
    return Figure.of(name, (double) kib / wave.size(), "KiB");
  }

  /** As many in each Region, one namespace for each. */
  private static List<Order> orders(String prefix, int count) {
    var regions = World.REGIONS.size();
    return IntStream.range(0, count)
        .mapToObj(
            index -> {
              var region = World.REGIONS.get(index % regions);
              return new Order(prefix + "-" + region, "profile-" + index, region);
            })
        .toList();
  }
}
