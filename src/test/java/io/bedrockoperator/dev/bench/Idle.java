package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Nothing to do: what it costs over three resync intervals, after a first one in which a process
 * that was just started may do more than later. Then profiles are deleted outside, at different
 * moments of the interval, so that not all are lucky alike: a loss is noticed when the watch shows
 * the resource not Ready, or with another ARN.
 */
record Idle(World world, List<Order> orders, Duration resync) {

  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int RESYNCS = 3;
  private static final int LOST = 5;

  Result measure() {
    world.start(Map.of("BEDROCK_OPERATOR_RESYNC", resync.toSeconds() + "s")).awaitReady();
    Wait.of(resync);
    var before = world.readBefore();
    Wait.of(resync.multipliedBy(RESYNCS));
    var after = world.readAfter();
    var figures = new ArrayList<Figure>();
    figures.addAll(atRest(before, after));
    figures.addAll(noticed());
    return Result.of(Scenario.IDLE, figures);
  }

  private List<Figure> atRest(MeterReading before, MeterReading after) {
    var minutes = Seconds.of(Duration.between(before.at(), after.at())) / 60;
    var tally = CallTally.of(world.calls(before.at(), after.at()));
    var figures = new ArrayList<Figure>();
    figures.add(Figure.of("resync interval", Seconds.of(resync), "s"));
    figures.add(Figure.of("AWS calls a minute", tally.total() / minutes, "calls").atMost(3));
    tally
        .byOperation()
        .forEach(
            (action, count) -> figures.add(Figure.of("  " + action, count / minutes, "calls")));
    figures.add(
        Figure.of(
            "CPU of the operator a minute",
            1000 * Seconds.of(after.operatorCpuSince(before)) / minutes,
            "ms"));
    figures.add(Figures.resident(after.operator()));
    figures.add(Figures.peak(after.operator()));
    figures.addAll(Figures.writes(before, after));
    return figures;
  }

  private List<Figure> noticed() {
    var lost = orders.subList(0, Math.min(LOST, orders.size()));
    var apart = resync.dividedBy(LOST);
    var quantiles =
        Quantiles.of(
            Together.run(
                LOST,
                IntStream.range(0, lost.size())
                    .<Callable<Duration>>mapToObj(
                        index -> () -> noticed(lost.get(index), apart.multipliedBy(index)))
                    .toList()));
    return List.of(
        Figure.of("deleted outside, noticed after, p50", Seconds.of(quantiles.p50()), "s"),
        Figure.of("deleted outside, noticed after, max", Seconds.of(quantiles.max()), "s")
            .atMost(Seconds.of(resync)));
  }

  private Duration noticed(Order order, Duration delay) {
    Wait.of(delay);
    var sightings = world.sightings();
    var arn = sightings.of(order).flatMap(WatchedResource::arnNow).orElseThrow();
    var deleted = world.now();
    world.bedrock().account().outside(order.region()).delete(arn);
    sightings.await(
        List.of(order),
        "no longer Ready with the profile that was deleted outside",
        one -> sightings.of(one).filter(now -> now.hasLost(arn)).isPresent(),
        PATIENCE);
    return Duration.between(deleted, sightings.of(order).map(WatchedResource::since).orElseThrow());
  }
}
