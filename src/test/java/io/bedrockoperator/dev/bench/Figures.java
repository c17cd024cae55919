package io.bedrockoperator.dev.bench;

import java.util.List;
import java.util.stream.Stream;

/** Figures that several scenarios have. */
final class Figures {

  static final String RESOURCE = "inferenceprofiles";
  static final String CONFIG_MAPS = "configmaps";

  private static final String EVENTS = "events";

  private Figures() {}

  static List<Figure> quantiles(String name, Quantiles quantiles) {
    return List.of(
        Figure.of(name + ", p50", Seconds.of(quantiles.p50()), "s"),
        Figure.of(name + ", p90", Seconds.of(quantiles.p90()), "s"),
        Figure.of(name + ", p99", Seconds.of(quantiles.p99()), "s"),
        Figure.of(name + ", max", Seconds.of(quantiles.max()), "s"));
  }

  static Figure calls(CallTally tally) {
    return Figure.count("AWS calls", tally.total(), "calls");
  }

  static List<Figure> callsByKind(CallTally tally) {
    return Stream.concat(
            tally.byOperation().entrySet().stream()
                .map(entry -> Figure.count("  " + entry.getKey(), entry.getValue(), "calls")),
            Stream.of(Figure.count("  throttled", tally.throttled(), "calls")))
        .toList();
  }

  static List<Figure> cpu(MeterReading before, MeterReading after) {
    return List.of(
        Figure.of("CPU of the operator", Seconds.of(after.operatorCpuSince(before)), "s"),
        Figure.of("CPU of the API server", after.serverCpuSecondsSince(before), "s"),
        Figure.of("CPU of load, emulator and watch", Seconds.of(after.benchCpuSince(before)), "s"));
  }

  static Figure resident(Usage operator) {
    return Figure.of("resident memory", operator.residentMib(), "MiB");
  }

  static Figure peak(Usage operator) {
    return Figure.of("resident memory, peak", operator.peakMib(), "MiB");
  }

  /** All writes, also those of the bench; events apart. */
  static List<Figure> writes(MeterReading before, MeterReading after) {
    return Stream.of(RESOURCE, CONFIG_MAPS, EVENTS)
        .flatMap(
            resource ->
                after.writesSince(before, resource).entrySet().stream()
                    .map(
                        write ->
                            Figure.count(
                                "API server, %s: %s".formatted(resource, write.getKey()),
                                write.getValue(),
                                "requests")))
        .toList();
  }
}
