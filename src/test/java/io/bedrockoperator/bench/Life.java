package io.bedrockoperator.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A cluster's life, in one world: {@code cold}, {@code warm}, {@code deleted}, {@code restart} and
 * {@code idle}. Who asks for a later one gets also the first, which it needs; warm and deleted come
 * together.
 */
record Life(World world, Options options, List<Order> first, List<Order> second) {

  static Life in(World world, Options options) {
    return new Life(
        world,
        options,
        Order.many(options.n(), "team-a", World.REGION),
        // In a Region of its own: AWS allows 1,000 in one.
        Order.many(options.n(), "team-b", World.OTHER_REGION));
  }

  static boolean isWanted(Options options) {
    return Stream.of(
            Scenario.COLD, Scenario.WARM, Scenario.DELETED, Scenario.RESTART, Scenario.IDLE)
        .anyMatch(options::wants);
  }

  void live(Consumer<Result> report) {
    world.start(Map.of()).awaitReady();
    report.accept(created(Scenario.COLD, Wave.ride(world, first), 12, 6));
    if (options.wants(Scenario.WARM) || options.wants(Scenario.DELETED)) {
      report.accept(created(Scenario.WARM, Wave.ride(world, second), 9, 3));
      report.accept(Deletion.measure(world, second));
    }
    if (options.wants(Scenario.RESTART)) {
      report.accept(new Restart(world, first).measure());
    }
    if (options.wants(Scenario.IDLE)) {
      report.accept(new Idle(world, first, options.resync()).measure());
    }
  }

  private static Result created(
      Scenario scenario, Wave wave, double mostSeconds, double mostCpuMilliseconds) {
    return wave.result(
        scenario,
        List.of(
            wave.allReady().atMost(mostSeconds),
            wave.callsPerProfile().atMost(1.05),
            wave.cpuPerProfile().atMost(mostCpuMilliseconds),
            wave.writesPerProfile().atMost(2)));
  }
}
