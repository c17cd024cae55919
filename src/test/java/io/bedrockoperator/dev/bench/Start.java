package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * From the start of the process until the one resource of the cluster is Ready, several times, each
 * with a resource of its own; then memory at rest in an empty cluster.
 */
record Start(World world) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final int TIMES = 5;
  private static final String NAMESPACE = "team-a";

  private record Run(Duration watching, Duration ready, Duration cpu) {}

  Result measure() {
    world.cluster().createNamespace(NAMESPACE);
    var runs = IntStream.range(0, TIMES).mapToObj(this::run).toList();
    var ready = Quantiles.of(runs.stream().map(Run::ready).toList());
    var empty = empty();
    return Result.of(
        Scenario.START,
        List.of(
            seconds("first resource Ready, median", ready.p50()).atMost(1.1),
            seconds("first resource Ready, slowest", ready.max()),
            seconds("watching, median", median(runs, Run::watching)),
            seconds("CPU of the operator until Ready, median", median(runs, Run::cpu)),
            Figures.resident(empty).atMost(110),
            Figures.peak(empty)));
  }

  private static Duration median(List<Run> runs, Function<Run, Duration> time) {
    return Quantiles.of(runs.stream().map(time).toList()).p50();
  }

  private static Figure seconds(String name, Duration time) {
    return Figure.of("%s of %d starts".formatted(name, TIMES), Seconds.of(time), "s");
  }

  private Run run(int number) {
    var order = new Order(NAMESPACE, "start-" + number, World.REGION);
    world.load().apply(List.of(order));
    var started = world.now();
    var operator = world.start(Map.of());
    var watching = world.awaitWatching();
    var sightings = world.sightings();
    sightings.await(List.of(order), "Ready", this::isReady, PATIENCE);
    var cpu = Usage.of(operator.pid()).cpu();
    var ready = sightings.of(order).flatMap(WatchedResource::readyAt).orElseThrow();
    world.load().delete(List.of(order));
    sightings.await(List.of(order), "gone", one -> sightings.gone(one).isPresent(), PATIENCE);
    operator.kill();
    return new Run(Duration.between(started, watching), Duration.between(started, ready), cpu);
  }

  private boolean isReady(Order order) {
    return world.sightings().of(order).flatMap(WatchedResource::readyAt).isPresent();
  }

  private Usage empty() {
    var operator = world.start(Map.of()).awaitReady();
    Wait.of(SETTLING);
    return Usage.of(operator.pid());
  }
}
