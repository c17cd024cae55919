package io.bedrockoperator.dev.bench;

import io.bedrockoperator.dev.emulator.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resources applied at once, from the first request until each is Ready and its status complete.
 * The calls are counted until then, so that what the operator reads again after a creation counts
 * too.
 */
record Wave(
    List<Order> orders,
    Load.Done applied,
    Map<Order, WatchedResource> sightings,
    List<Call> calls,
    MeterReading before,
    MeterReading after) {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  static Wave ride(World world, List<Order> orders) {
    orders.stream().map(Order::namespace).distinct().forEach(world.cluster()::createNamespace);
    var before = world.readBefore();
    var applied = world.load().apply(orders);
    var sightings = world.sightings();
    sightings.await(orders, "Ready and complete", order -> complete(world, order), PATIENCE);
    var after = world.readAfter();
    var seen =
        orders.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    order -> order, order -> sightings.of(order).orElseThrow()));
    return new Wave(orders, applied, seen, world.calls(applied.first(), after.at()), before, after);
  }

  private static boolean complete(World world, Order order) {
    return world.sightings().of(order).filter(WatchedResource::isComplete).isPresent();
  }

  int size() {
    return orders.size();
  }

  Duration timeToReady(Order order) {
    return Duration.between(applied.begun(order), firstReady(order));
  }

  private Instant firstReady(Order order) {
    return Optional.ofNullable(sightings.get(order))
        .flatMap(WatchedResource::readyAt)
        .orElseThrow();
  }

  private Instant complete(Order order) {
    return Optional.ofNullable(sightings.get(order))
        .flatMap(WatchedResource::completeAt)
        .orElseThrow();
  }

  private Figure allApplied() {
    return Figure.of(
        "all applied: the API server answered the last request",
        Seconds.of(Duration.between(applied.first(), applied.ended())),
        "s");
  }

  Figure allReady() {
    return seconds("all Ready, after the first request", orders.stream().map(this::firstReady));
  }

  private Figure allComplete() {
    return seconds("all complete", orders.stream().map(this::complete));
  }

  private Figure seconds(String name, Stream<Instant> moments) {
    var last = moments.max(Instant::compareTo).orElseThrow();
    return Figure.of(name, Seconds.of(Duration.between(applied.first(), last)), "s");
  }

  private List<Figure> timesToReady() {
    return Figures.quantiles(
        "one Ready, after its own request",
        Quantiles.of(orders.stream().map(this::timeToReady).toList()));
  }

  Figure callsPerProfile() {
    return Figure.of("AWS calls per profile", (double) tally().total() / size(), "calls");
  }

  CallTally tally() {
    return CallTally.of(calls);
  }

  Figure cpuPerProfile() {
    return Figure.of(
        "CPU of the operator per profile",
        1000 * Seconds.of(after.operatorCpuSince(before)) / size(),
        "ms");
  }

  /** The finalizer and the status; what the bench itself writes is the creation. */
  Figure writesPerProfile() {
    var writes = after.writesSince(before, Figures.RESOURCE);
    var own =
        writes.entrySet().stream()
            .filter(write -> !write.getKey().equals("POST"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return Figure.of("writes of the operator per resource", (double) own / size(), "requests");
  }

  /** What matters first, then all the rest. */
  Result result(Scenario scenario, List<Figure> headlines) {
    var figures = new ArrayList<>(headlines);
    figures.add(allApplied());
    figures.addAll(timesToReady());
    figures.add(allComplete());
    figures.add(Figures.calls(tally()));
    figures.addAll(Figures.callsByKind(tally()));
    figures.addAll(Figures.cpu(before, after));
    figures.add(Figures.resident(after.operator()));
    figures.add(Figures.peak(after.operator()));
    figures.addAll(Figures.writes(before, after));
    return Result.of(scenario, figures);
  }
}
