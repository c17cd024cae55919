package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Machine MACHINE =
      new Machine("2026-01-01T00:00:00Z", 2, 8, "Linux", "25", 0.5, "abc");

  @Test
  void isJsonThatSaysWhatWhereAndUnderWhichConditions(@TempDir Path directory) throws Exception {
    var options =
        new BenchOptions(
            100,
            Duration.ofMillis(50),
            OptionalInt.of(20),
            OptionalInt.of(40),
            Duration.ofSeconds(30),
            EnumSet.of(Scenario.COLD));
    var result =
        Result.of(
            Scenario.COLD,
            List.of(
                Figure.of("all Ready", 12.5, "s").atMost(12),
                Figure.of("checked", 3, "s").orMore()));
    var file = directory.resolve("new").resolve("report.json");

    Report.of(MACHINE, options, List.of(result)).write(file);

    assertThat(new ObjectMapper().readTree(file.toFile()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"machine": {"date": "2026-01-01T00:00:00Z", "cores": 2, "memoryGib": 8.0,
                      "system": "Linux", "jdk": "25", "load": 0.5, "commit": "abc"},
                     "asked": {"n": 100, "latencySeconds": 0.05, "rate": 20, "burst": 40,
                      "resyncSeconds": 30.0},
                     "results": [{"scenario": "cold", "title": "%s", "figures": [
                       {"name": "all Ready", "value": 12.5, "unit": "s", "lowerBound": false,
                        "goal": 12.0},
                       {"name": "checked", "value": 3.0, "unit": "s", "lowerBound": true,
                        "goal": null}]}]}
                    """
                        .formatted(Scenario.COLD.title())));
  }

  @Test
  void knowsTheMachineItRunsOn() {
    var machine = Machine.current();

    assertThat(machine.cores()).isPositive();
    assertThat(machine.memoryGib()).isPositive();
    assertThat(machine.commit()).isNotEmpty();
  }
}
