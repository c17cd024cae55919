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
 * Whether the process works and is ready, and if not, why. The state of AWS does not matter: if AWS
 * is down, another process would fare no better. Safe for use by multiple threads.
 */
final class Health {

  /**
   * Longer than any reconciliation can take, even if all run at once. A call to AWS ends within 70
   * seconds, waits included, a write to an API server that never responds within 130, and a
   * reconciliation makes only a handful of both.
   */
  static final Duration STUCK_AFTER = Duration.ofMinutes(15);

  /**
   * The sources of the health of a process that watches.
   *
   * @param unhealthy the informers that stopped, or that do not watch at the moment
   * @param standstill for how long reconciliations have waited while none ended; zero while none
   *     waits
   * @param shortcoming what is outdated in the installation in the cluster; empty if nothing is
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

  /** Sets what the process waits for; it is not ready until {@link #works} is called. */
  void waitsFor(String what) {
    waitsFor = what;
  }

  void works(Work begun) {
    work = Optional.of(begun);
  }

  /** The readiness. A replica that stands by is ready, too: it can take over. */
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

  /**
   * The liveness; bad only if a restart would help, and so not while the process waits for
   * something in the cluster.
   */
  ProbeResult alive() {
    return work.map(Health::alive).orElse(ProbeResult.good("not watching yet"));
  }

  private static ProbeResult alive(Work work) {
    // An informer that runs but does not watch retries by itself.
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
