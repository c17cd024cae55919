package io.bedrockoperator.dev.bench;

import io.bedrockoperator.dev.emulator.CallLimit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run is asked for, in the system properties {@code bench.*}.
 *
 * @param n how many resources
 * @param latency of every AWS call
 * @param callsPerSecond what AWS allows in a Region, unlimited if empty
 * @param burst what AWS's token bucket holds; if empty, AWS counts in whole seconds
 * @param resync how often a profile at rest is looked at, where that is what is measured
 */
record BenchOptions(
    int n,
    Duration latency,
    OptionalInt callsPerSecond,
    OptionalInt burst,
    Duration resync,
    Set<Scenario> scenarios) {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s)");

  private static final Set<Scenario> LONG =
      EnumSet.of(Scenario.FAILOVER, Scenario.ACCOUNTS, Scenario.REGIONS);

  BenchOptions {
    scenarios = Set.copyOf(scenarios);
  }

  /**
   * Reads all of them; what is empty is not given.
   *
   * @throws IllegalArgumentException for the first value that means nothing; the message says why
   */
  static BenchOptions from(Properties properties) {
    return new BenchOptions(
        number("bench.n", value(properties, "bench.n", "1000")),
        duration("bench.latency", value(properties, "bench.latency", "50ms")),
        limit(properties, "bench.rate"),
        limit(properties, "bench.burst"),
        duration("bench.resync", value(properties, "bench.resync", "30s")),
        scenarios(
            value(properties, "bench.only", ""),
            Boolean.parseBoolean(value(properties, "bench.all", "false"))));
  }

  private static String value(Properties properties, String name, String otherwise) {
    var text = properties.getProperty(name, "");
    return text.isEmpty() ? otherwise : text;
  }

  private static int number(String name, String text) {
    var number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (number < 1) {
      throw new IllegalArgumentException("%s: %s is no number from 1".formatted(name, text));
    }
    return number;
  }

  private static Duration duration(String name, String text) {
    var parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "%s: %s is no duration such as 50ms or 30s".formatted(name, text));
    }
    var amount = Long.parseLong(parts.group(1));
    return parts.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
  }

  private static OptionalInt limit(Properties properties, String name) {
    var text = value(properties, name, "");
    return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(name, text));
  }

  /** All but those that take minutes, unless they are named or all are asked for. */
  private static Set<Scenario> scenarios(String only, boolean all) {
    if (only.isEmpty()) {
      var chosen = EnumSet.allOf(Scenario.class);
      if (!all) {
        chosen.removeAll(LONG);
      }
      return chosen;
    }
    var chosen = EnumSet.noneOf(Scenario.class);
    Stream.of(only.split(",", -1)).map(String::strip).map(Scenario::of).forEach(chosen::add);
    return chosen;
  }

  boolean wants(Scenario scenario) {
    return scenarios.contains(scenario);
  }

  /** The conditions that the goals were set for: elsewhere they say nothing. */
  boolean goalsApply() {
    return n == 1000
        && latency.equals(Duration.ofMillis(50))
        && callsPerSecond.isEmpty()
        && burst.isEmpty();
  }

  CallLimit limit() {
    return callsPerSecond.isPresent() ? limit(callsPerSecond.getAsInt()) : CallLimit.NONE;
  }

  /** In the form that was asked for. */
  CallLimit limit(int perSecond) {
    return burst.isPresent()
        ? new CallLimit.TokenBucket(perSecond, burst.getAsInt())
        : new CallLimit.WholeSeconds(perSecond);
  }
}
