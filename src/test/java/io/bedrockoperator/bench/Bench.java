package io.bedrockoperator.bench;

import io.bedrockoperator.emulator.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs what the properties {@code bench.*} ask for, prints tables, writes a report and pictures.
 */
public final class Bench {

  private static final Path REPORT = Path.of("target", "bench", "report.json");

  private final Options options;
  private final List<Result> results = new ArrayList<>();

  private Bench(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    try {
      new Bench(Options.from(System.getProperties())).run();
    } catch (IllegalArgumentException unknown) {
      System.err.println(unknown.getMessage());
      System.exit(1);
    }
  }

  private void run() {
    var machine = Machine.current();
    System.out.println(machine.line());
    if (Life.isWanted(options)) {
      in(this::behaviour, world -> Life.in(world, options).live(this::report));
    }
    measure(
        Scenario.THROTTLED, this::throttling, world -> new Throttled(world, options.n()).measure());
    measure(Scenario.FAIR, this::behaviour, world -> new Fair(world, options.n()).measure());
    measure(Scenario.START, this::behaviour, world -> new Start(world).measure());
    Report.of(machine, options, results).write(REPORT);
    System.out.printf("%nWritten: %s%n", REPORT);
  }

  private Settings behaviour(Settings settings) {
    return settings.withLatency(options.latency()).withCallsPerSecond(options.callsPerSecond());
  }

  private Settings throttling(Settings settings) {
    return Throttled.behaviour(behaviour(settings));
  }

  private void measure(
      Scenario scenario, UnaryOperator<Settings> behaviour, Function<World, Result> measurement) {
    if (options.wants(scenario)) {
      in(behaviour, world -> report(measurement.apply(world)));
    }
  }

  private static void in(UnaryOperator<Settings> behaviour, Consumer<World> scenarios) {
    try (var world = World.open(behaviour)) {
      scenarios.accept(world);
    }
  }

  private void report(Result measured) {
    var result = options.goalsApply() ? measured : measured.withoutGoals();
    results.add(result);
    System.out.println();
    new Table(result).lines().forEach(System.out::println);
  }
}
