package io.bedrockoperator.dev.bench;

import io.bedrockoperator.endtoend.OperatorProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Two replicas at rest, one of which leads and ends. A resource that is applied at once after the
 * signal becomes Ready: by the other one, or by a leader that may still finish it.
 */
final class Failover {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final int TIMES = 7;
  private static final String NAMESPACE = "team-a";
  private static final Map<String, String> ELECTION =
      Map.of("BEDROCK_OPERATOR_LEADER_ELECTION", "true");

  private final World world;
  private final List<OperatorProcess> replicas = new ArrayList<>();

  private record Takeover(Duration leads, Duration ready) {}

  Failover(World world) {
    this.world = world;
  }

  Result measure() {
    world.cluster().createNamespace(NAMESPACE);
    var terminated = takeovers("terminated", OperatorProcess::askToEnd);
    var killed = takeovers("killed", OperatorProcess::kill);
    return Result.of(
        Scenario.FAILOVER,
        Stream.concat(
                figures("SIGTERM", terminated, 5).stream(), figures("SIGKILL", killed, 20).stream())
            .toList());
  }

  private static List<Figure> figures(String signal, List<Takeover> takeovers, double goal) {
    return List.of(
        figure(signal, "the other leads, median", times(takeovers, Takeover::leads).p50()),
        figure(signal, "the other leads, slowest", times(takeovers, Takeover::leads).max())
            .atMost(goal),
        figure(signal, "resource Ready, median", times(takeovers, Takeover::ready).p50()),
        figure(signal, "resource Ready, slowest", times(takeovers, Takeover::ready).max())
            .atMost(goal));
  }

  private static Quantiles times(List<Takeover> takeovers, Function<Takeover, Duration> time) {
    return Quantiles.of(takeovers.stream().map(time).toList());
  }

  private static Figure figure(String signal, String what, Duration time) {
    return Figure.of(
        "after %s, %s of %d rounds".formatted(signal, what, TIMES), Seconds.of(time), "s");
  }

  private List<Takeover> takeovers(String how, Consumer<OperatorProcess> end) {
    var takeovers = new ArrayList<Takeover>();
    for (var round = 0; round < TIMES; round++) {
      while (replicas.size() < 2) {
        replicas.add(world.startBeside(ELECTION).awaitReady());
      }
      takeovers.add(takeover(new Order(NAMESPACE, how + "-" + round, World.REGION), end));
    }
    return takeovers;
  }

  private Takeover takeover(Order order, Consumer<OperatorProcess> end) {
    var leader = await(() -> replicas.stream().filter(Failover::leads).findFirst());
    replicas.remove(leader);
    var other = replicas.getFirst();
    var signalled = world.now();
    end.accept(leader);
    world.load().apply(List.of(order));
    var leads = await(() -> leads(other) ? Optional.of(world.now()) : Optional.<Instant>empty());
    var sightings = world.sightings();
    sightings.await(
        List.of(order),
        "Ready",
        it -> sightings.of(it).flatMap(WatchedResource::readyAt).isPresent(),
        PATIENCE);
    leader.awaitExit(PATIENCE);
    var ready = sightings.of(order).flatMap(WatchedResource::readyAt).orElseThrow();
    return new Takeover(Duration.between(signalled, leads), Duration.between(signalled, ready));
  }

  private static boolean leads(OperatorProcess replica) {
    return replica.answer("/readyz").startsWith("leading");
  }

  private <T> T await(Supplier<Optional<T>> look) {
    var end = world.now().plus(PATIENCE);
    var seen = look.get();
    while (seen.isEmpty()) {
      if (world.now().isAfter(end)) {
        throw new IllegalStateException("nobody leads after " + PATIENCE);
      }
      Wait.of(LOOK_EVERY);
      seen = look.get();
    }
    return seen.get();
  }
}
