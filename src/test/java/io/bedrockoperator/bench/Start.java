package io.bedrockoperator.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private record Run(Duration watching, Duration reconciled, Duration cpu) {}

  Result measure() {
    world.cluster().createNamespace(NAMESPACE);
    var runs = IntStream.range(0, TIMES).mapToObj(this::run).toList();
    var figures = new ArrayList<Figure>();
    figures.addAll(times("watching", runs.stream().map(Run::watching).toList()));
    figures.addAll(times("first resource Ready", runs.stream().map(Run::reconciled).toList()));
    figures.set(2, figures.get(2).atMost(1.1));
    figures.add(
        Figure.of(
            "CPU of the operator until then, median",
            Seconds.of(Quantiles.of(runs.stream().map(Run::cpu).toList()).p50()),
            "s"));
    figures.addAll(empty());
    return Result.of(Scenario.START, figures);
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
    var ready = sightings.of(order).flatMap(Sighting::readyAt).orElseThrow();
    world.load().delete(List.of(order));
    sightings.await(List.of(order), "gone", one -> sightings.gone(one).isPresent(), PATIENCE);
    operator.kill();
    return new Run(Duration.between(started, watching), Duration.between(started, ready), cpu);
  }

  private boolean isReady(Order order) {
    return world.sightings().of(order).flatMap(Sighting::readyAt).isPresent();
  }

  private List<Figure> empty() {
    var operator = world.start(Map.of()).awaitReady();
    Pause.of(SETTLING);
    var usage = Usage.of(operator.pid());
    return Figures.memory(usage);
  }

  private static List<Figure> times(String what, List<Duration> times) {
    var quantiles = Quantiles.of(times);
    return List.of(
        Figure.of(what + ", median of " + TIMES, Seconds.of(quantiles.p50()), "s"),
        Figure.of(what + ", slowest", Seconds.of(quantiles.max()), "s"));
  }
}
