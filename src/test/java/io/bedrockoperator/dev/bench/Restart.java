package io.bedrockoperator.dev.bench;

import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process is killed and started again while all profiles are Ready. All are <em>checked</em>
 * when two things are true. The operator watches and has come to {@link Rest}; and since the start
 * each profile was looked at in Bedrock: by a Get of its own, or by a List, which an operator at
 * rest has read to its end. Where it comes to rest without having looked at all of them, the time
 * is only a lower bound, and so it is where it does not come to rest within half a minute.
 */
final class Restart {

  private static final Duration SAMPLE_EVERY = Duration.ofMillis(50);
  private static final Duration LONGEST_UNREST = Duration.ofSeconds(30);

  /** After this long, memory is read. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final World world;
  private final List<Order> orders;

  Restart(World world, List<Order> orders) {
    this.world = world;
    this.orders = orders;
  }

  Result measure() {
    world.operator().kill();
    var started = world.now();
    var operator = world.start(Map.of());
    var watching = world.awaitWatching();
    var rest = awaitRest();
    var calls = world.calls(started, rest.orElseGet(world::now));
    Wait.of(SETTLING);
    return Result.of(
        Scenario.RESTART, figures(started, watching, rest, calls, Usage.of(operator.pid())));
  }

  private Optional<Instant> awaitRest() {
    var samples = new ArrayList<Rest.Sample>();
    var rest = Optional.<Instant>empty();
    var end = world.now().plus(LONGEST_UNREST);
    while (rest.isEmpty() && world.now().isBefore(end)) {
      samples.add(world.sample());
      rest = Rest.begin(samples);
      Wait.of(SAMPLE_EVERY);
    }
    return rest;
  }

  private List<Figure> figures(
      Instant started, Instant watching, Optional<Instant> rest, List<Call> calls, Usage usage) {
    var tally = CallTally.of(calls);
    var looked = lookedAt(calls);
    var checked =
        Figure.of(
            "all checked, after the start of the process",
            Seconds.of(Duration.between(started, rest.orElseGet(world::now))),
            "s");
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.of(
            "watching, after the start of the process",
            Seconds.of(Duration.between(started, watching)),
            "s"));
    figures.add((rest.isEmpty() || looked < orders.size() ? checked.orMore() : checked).atMost(2));
    figures.add(Figure.count("profiles looked at until then", looked, "profiles"));
    figures.add(Figures.calls(tally).atMost(3));
    figures.addAll(Figures.callsByKind(tally));
    figures.add(Figures.resident(usage).atMost(140));
    figures.add(Figures.peak(usage));
    return figures;
  }

  private long lookedAt(List<Call> calls) {
    return calls.stream().anyMatch(call -> call.operation() == Operation.LIST_INFERENCE_PROFILES)
        ? orders.size()
        : calls.stream()
            .filter(call -> call.operation() == Operation.GET_INFERENCE_PROFILE)
            .map(Call::subject)
            .distinct()
            .count();
  }
}
