package io.bedrockoperator.dev.bench;

import io.bedrockoperator.dev.emulator.EmulatorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Runs what the properties {@code bench.*} ask for, prints tables and writes a report. */
public final class Bench {

  private static final Path DIRECTORY = Path.of("target", "bench");

  private static final int FAILED = 1;

  private final BenchOptions options;
  private final List<Result> results = new ArrayList<>();
  private boolean failed;

  private Bench(BenchOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    try {
      var bench = new Bench(BenchOptions.from(System.getProperties()));
      bench.run();
      System.exit(bench.failed ? FAILED : 0);
    } catch (IllegalArgumentException unknown) {
      System.err.println(unknown.getMessage());
      System.exit(FAILED);
    }
  }

  private void run() {
    var machine = Machine.current();
    System.out.println(machine.line());
    in(UnaryOperator.identity(), world -> new Warmth(world).gain());
    if (Life.isWanted(options)) {
      in(this::behaviour, world -> Life.in(world, options).live(this::report));
    }
    measure(
        Scenario.THROTTLED, this::throttling, world -> new Throttled(world, options.n()).measure());
    measure(Scenario.FAIR, this::behaviour, world -> new Fair(world, options.n()).measure());
    measure(Scenario.START, this::behaviour, world -> new Start(world).measure());
    measure(Scenario.FAILOVER, this::behaviour, world -> new Failover(world).measure());
    measure(
        Scenario.ACCOUNTS,
        this::behaviour,
        world -> new Accounts(world, options.n(), this::behaviour).measure());
    measure(
        Scenario.REGIONS, this::withoutLatency, world -> new Regions(world, options.n()).measure());
    write(machine);
  }

  private void write(Machine machine) {
    Report.of(machine, options, results).write(DIRECTORY.resolve("report.json"));
    System.out.printf("%nreport.json is in %s.%n", DIRECTORY);
  }

  private EmulatorSettings behaviour(EmulatorSettings settings) {
    return settings
        .withLatency(options.latency())
        .withCalls(options.limit())
        // Who asks for more than AWS has room for wants to see them Ready all the same.
        .withQuota(Math.max(options.n(), settings.limits().quota()));
  }

  private EmulatorSettings throttling(EmulatorSettings settings) {
    return behaviour(settings).withCalls(options.limit(Throttled.CALLS_PER_SECOND));
  }

  private EmulatorSettings withoutLatency(EmulatorSettings settings) {
    return Regions.behaviour(behaviour(settings));
  }

  private void measure(
      Scenario scenario,
      UnaryOperator<EmulatorSettings> behaviour,
      Function<World, Result> measurement) {
    if (options.wants(scenario)) {
      in(behaviour, world -> report(measurement.apply(world)));
    }
  }

  /** What fails is said; the other scenarios have worlds of their own. */
  private void in(UnaryOperator<EmulatorSettings> behaviour, Consumer<World> scenarios) {
    try (var world = World.open(behaviour)) {
      scenarios.accept(world);
    } catch (RuntimeException failure) {
      failed = true;
      failure.printStackTrace();
    }
  }

  private void report(Result measured) {
    var result = options.goalsApply() ? measured : measured.withoutGoals();
    results.add(result);
    System.out.println();
    new FigureTable(result).lines().forEach(System.out::println);
  }
}
