package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Resources deleted at once, from the first request until the watch shows the last one gone. */
final class Deletion {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private Deletion() {}

  static Result measure(World world, List<Order> orders) {
    var before = world.readBefore();
    var asked = world.load().delete(orders);
    var sightings = world.sightings();
    sightings.await(orders, "gone", order -> sightings.gone(order).isPresent(), PATIENCE);
    var after = world.readAfter();
    var tally = CallTally.of(world.calls(asked.first(), after.at()));
    var last =
        orders.stream().map(order -> gone(world, order)).max(Instant::compareTo).orElseThrow();
    var times =
        orders.stream()
            .map(order -> Duration.between(asked.begun(order), gone(world, order)))
            .toList();
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.of(
            "all deleted: the API server answered the last request",
            Seconds.of(Duration.between(asked.first(), asked.ended())),
            "s"));
    figures.add(
        Figure.of(
            "all gone, after the first request",
            Seconds.of(Duration.between(asked.first(), last)),
            "s"));
    figures.addAll(Figures.quantiles("one gone, after its own request", Quantiles.of(times)));
    figures.add(
        Figure.of("AWS calls per profile", (double) tally.total() / orders.size(), "calls"));
    figures.add(Figures.calls(tally));
    figures.addAll(Figures.callsByKind(tally));
    figures.addAll(Figures.cpu(before, after));
    figures.addAll(Figures.writes(before, after));
    return Result.of(Scenario.DELETED, figures);
  }

  private static Instant gone(World world, Order order) {
    return world.sightings().gone(order).orElseThrow();
  }
}
