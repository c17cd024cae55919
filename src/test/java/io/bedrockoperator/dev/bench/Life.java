package io.bedrockoperator.dev.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A cluster's life, in one world: {@code cold}, {@code warm}, {@code deleted}, {@code settled},
 * {@code published}, {@code restart} and {@code idle}. Who asks for a later one gets also the
 * first, which it needs; warm, deleted, settled and published come together.
 */
record Life(
    World world,
    BenchOptions options,
    List<Order> first,
    List<Order> second,
    List<Order> third,
    List<Order> fourth) {

  private static final double RUNNING_SECONDS = 9;
  private static final double RUNNING_CPU_MILLISECONDS = 3;

  static Life in(World world, BenchOptions options) {
    return new Life(
        world,
        options,
        Order.many(options.n(), "team-a", World.REGION),
        // In Regions of their own: AWS allows 1,000 in one.
        Order.many(options.n(), "team-b", World.OTHER_REGION),
        Order.many(options.n(), "team-c", World.THIRD_REGION),
        Order.many(options.n(), "team-d", World.FOURTH_REGION).stream()
            .map(Order::published)
            .toList());
  }

  static boolean isWanted(BenchOptions options) {
    return Stream.of(
            Scenario.COLD,
            Scenario.WARM,
            Scenario.DELETED,
            Scenario.SETTLED,
            Scenario.PUBLISHED,
            Scenario.RESTART,
            Scenario.IDLE)
        .anyMatch(options::wants);
  }

  void live(Consumer<Result> report) {
    world.start(Map.of()).awaitReady();
    report.accept(created(Scenario.COLD, Wave.ride(world, first), 12, 6));
    if (Stream.of(Scenario.WARM, Scenario.DELETED, Scenario.SETTLED, Scenario.PUBLISHED)
        .anyMatch(options::wants)) {
      report.accept(createdByRunning(Scenario.WARM, second));
      report.accept(Deletion.measure(world, second));
      report.accept(createdByRunning(Scenario.SETTLED, third));
      Deletion.measure(world, third);
      report.accept(createdByRunning(Scenario.PUBLISHED, fourth));
      // What follows is about n resources.
      Deletion.measure(world, fourth);
    }
    if (options.wants(Scenario.RESTART)) {
      report.accept(new Restart(world, first).measure());
    }
    if (options.wants(Scenario.IDLE)) {
      report.accept(new Idle(world, first, options.resync()).measure());
    }
  }

  private Result createdByRunning(Scenario scenario, List<Order> orders) {
    return created(scenario, Wave.ride(world, orders), RUNNING_SECONDS, RUNNING_CPU_MILLISECONDS);
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
