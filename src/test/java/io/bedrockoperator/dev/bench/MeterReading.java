package io.bedrockoperator.dev.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All counters at one moment.
 *
 * @param bench what this process has used: load, emulator and watch
 * @param server of the API server, which counts its requests and its CPU time itself
 */
record MeterReading(Instant at, Usage operator, Usage bench, ScrapedMetrics server) {

  static final String SERVER_CPU = "process_cpu_seconds_total";
  static final List<String> METRICS = List.of(ScrapedMetrics.REQUESTS, SERVER_CPU);

  /** CPU time of the operator since then; the process has to be the same. */
  Duration operatorCpuSince(MeterReading before) {
    return operator.cpu().minus(before.operator.cpu());
  }

  Duration benchCpuSince(MeterReading before) {
    return bench.cpu().minus(before.bench.cpu());
  }

  double serverCpuSecondsSince(MeterReading before) {
    return server.sum(SERVER_CPU) - before.server.sum(SERVER_CPU);
  }

  /** Writes of a kind of resource since then, by verb and subresource. */
  Map<String, Long> writesSince(MeterReading before, String resource) {
    var writes = new TreeMap<String, Long>();
    var earlier = before.server.writes(resource);
    server
        .writes(resource)
        .forEach((write, count) -> writes.put(write, count - earlier.getOrDefault(write, 0L)));
    writes.values().removeIf(count -> count == 0);
    return writes;
  }
}
