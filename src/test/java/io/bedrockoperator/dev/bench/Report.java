package io.bedrockoperator.dev.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Everything that was measured, for machines. */
record Report(Machine machine, Asked asked, List<Measured> results) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What was asked for, in words that do not depend on how it is kept here.
   *
   * @param rate calls a second, 0 for unlimited
   * @param burst what the token bucket holds, 0 for a limit in whole seconds
   */
  record Asked(int n, double latencySeconds, int rate, int burst, double resyncSeconds) {}

  record Measured(String scenario, String title, List<Figure> figures) {}

  static Report of(Machine machine, BenchOptions options, List<Result> results) {
    return new Report(
        machine,
        new Asked(
            options.n(),
            Seconds.of(options.latency()),
            options.callsPerSecond().orElse(0),
            options.burst().orElse(0),
            Seconds.of(options.resync())),
        results.stream()
            .map(result -> new Measured(result.scenario(), result.title(), result.figures()))
            .toList());
  }

  void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
