package io.bedrockoperator.app;

import static java.util.stream.Collectors.joining;

import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether the process does its work, can do it, and if not, why. AWS has no part in it: where it is
 * down, another process would fare no better. Safe for many threads.
 */
final class Health {

  /**
   * Longer than all reconciliations at once can last. A call to AWS ends after 70 seconds with its
   * waits, a write to an API server that swallows everything after 130, and a reconciliation makes
   * a handful of them.
   */
  static final Duration STUCK_AFTER = Duration.ofMinutes(15);

  /**
   * What goes on once the process watches.
   *
   * @param unhealthy the informers that stopped, or that do not watch at the moment
   * @param standstill for how long reconciliations wait and none ends; zero while none waits
   * @param shortcoming what is installed in the cluster and does not do; empty while all does
   */
  record Work(
      Supplier<List<InformerHealthIndicator>> unhealthy,
      Supplier<Duration> standstill,
      Supplier<Optional<String>> shortcoming) {}

  private final BooleanSupplier leads;
  private volatile String waitsFor = "the process starts";
  private volatile Optional<Work> work = Optional.empty();

  Health(BooleanSupplier leads) {
    this.leads = leads;
  }

  /** Not ready before that is there; replaces what was waited for before. */
  void waitsFor(String what) {
    waitsFor = what;
  }

  void works(Work begun) {
    work = Optional.of(begun);
  }

  /** Good on a replica that stands by, too: it is ready to take over. */
  ProbeResult ready() {
    if (work.isEmpty()) {
      return ProbeResult.bad("waiting: " + waitsFor);
    }
    var blind = work.get().unhealthy.get();
    if (!blind.isEmpty()) {
      return ProbeResult.bad("waiting: no watch of resources in " + namespaces(blind));
    }
    return work.get()
        .shortcoming
        .get()
        .map(what -> ProbeResult.bad("waiting: " + what))
        .orElseGet(() -> ProbeResult.good(leads.getAsBoolean() ? "leading" : "standing by"));
  }

  /** Bad only where a new process would help. Waiting for something in the cluster is no such. */
  ProbeResult alive() {
    return work.map(Health::alive).orElse(ProbeResult.good("not watching yet"));
  }

  private static ProbeResult alive(Work work) {
    // One that runs and does not watch tries again by itself.
    var stopped =
        work.unhealthy.get().stream()
            .filter(Predicate.not(InformerHealthIndicator::isRunning))
            .toList();
    if (!stopped.isEmpty()) {
      return ProbeResult.bad("the watch of resources ended for good in " + namespaces(stopped));
    }
    var standstill = work.standstill.get();
    return standstill.compareTo(STUCK_AFTER) > 0
        ? ProbeResult.bad(
            "reconciliations wait, and none has ended for %d s".formatted(standstill.toSeconds()))
        : ProbeResult.good("working");
  }

  private static String namespaces(List<InformerHealthIndicator> informers) {
    return informers.stream()
        .map(InformerHealthIndicator::getTargetNamespace)
        .map(name -> name.equals(Constants.WATCH_ALL_NAMESPACES) ? "all namespaces" : name)
        .distinct()
        .sorted()
        .collect(joining(", "));
  }
}
