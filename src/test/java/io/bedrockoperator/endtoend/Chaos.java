package io.bedrockoperator.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Runs chaos for as many seeds as asked for, one after the other, and ends with a table. */
public final class Chaos {

  private Chaos() {}

  public static void main(String[] arguments) {
    var first = Long.getLong("seed", 1);
    var seeds = Long.getLong("seeds", 10);
    var began = Instant.now();
    var kills = 0;
    var faults = 0;
    var violations = 0;
    for (var seed = first; seed < first + seeds; seed++) {
      var result = ChaosRun.run(seed);
      kills += result.kills();
      faults += result.faults();
      violations += result.violations().size();
      System.out.printf(
          "seed %d: %d kills, %d faults, %s%n",
          seed,
          result.kills(),
          result.faults(),
          result.violations().isEmpty() ? "in order" : result.violations());
    }
    System.out.printf(
        "%nSCHEDULES  KILLS  FAULTS  VIOLATIONS  TIME%n%-9d  %-5d  %-6d  %-10d  %s%n",
        seeds,
        kills,
        faults,
        violations,
        Duration.between(began, Instant.now()).truncatedTo(ChronoUnit.SECONDS));
    System.exit(violations == 0 ? 0 : 1);
  }
}
