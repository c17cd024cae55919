package io.bedrockoperator.simulation;

import io.bedrockoperator.reconcile.ResourceStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The queue of one controller, as the SDK keeps it: one reconciliation of a resource at a time,
 * again after an event that came meanwhile, later after an exception.
 */
final class WorkQueue {

  private final VirtualTimeline time;
  private final Function<String, Optional<Duration>> reconciliation;
  private final Map<String, Long> timers = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final Set<String> running = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private long timerIds;

  /**
   * Nothing is queued yet.
   *
   * @param reconciliation of the resource of that name; returns when to come back
   */
  WorkQueue(VirtualTimeline time, Function<String, Optional<Duration>> reconciliation) {
    this.time = time;
    this.reconciliation = reconciliation;
  }

  void forget(String name) {
    timers.remove(name);
  }

  void run(String name) {
    if (!running.add(name)) {
      again.add(name);
      return;
    }
    timers.remove(name);
    try {
      var next = reconcile(name);
      if (again.remove(name)) {
        schedule(name, Duration.ofMillis(1));
      } else {
        next.ifPresent(delay -> schedule(name, delay));
      }
    } catch (Killed killed) {
      // The process is gone; somebody starts another one.
      return;
    } finally {
      running.remove(name);
    }
  }

  private Optional<Duration> reconcile(String name) {
    try {
      var next = reconciliation.apply(name);
      failures.remove(name);
      return next;
    } catch (ResourceStore.ApiServerFailure failure) {
      var count = failures.merge(name, 1, Integer::sum);
      return Optional.of(Duration.ofSeconds(1L << Math.min(count, 8)));
    }
  }

  private void schedule(String name, Duration delay) {
    var id = ++timerIds;
    timers.put(name, id);
    time.after(
        delay,
        () -> {
          if (timers.getOrDefault(name, 0L) == id) {
            run(name);
          }
        });
  }
}
