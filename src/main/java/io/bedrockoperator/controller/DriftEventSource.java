package io.bedrockoperator.controller;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.reconcile.Resync;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rounds of {@link Resync} on a timer, and passes the resources that need a reconciliation
 * to the SDK.
 */
final class DriftEventSource extends AbstractEventSource<Void, InferenceProfile> {

  private static final Logger LOG = LoggerFactory.getLogger(DriftEventSource.class);

  private final Resync resync;
  private final Supplier<Stream<InferenceProfile>> watched;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("resync").factory());

  /**
   * @param watched the resources as the watch last showed them
   */
  DriftEventSource(Resync resync, Supplier<Stream<InferenceProfile>> watched) {
    super(Void.class, "resync");
    this.resync = resync;
    this.watched = watched;
  }

  @Override
  public void start() {
    super.start();
    scheduleNext();
  }

  @Override
  public void stop() {
    super.stop();
    rounds.shutdownNow();
  }

  @Override
  public Status getStatus() {
    return isRunning() ? Status.HEALTHY : Status.UNHEALTHY;
  }

  @Override
  public Set<Void> getSecondaryResources(InferenceProfile primary) {
    return Set.of();
  }

  private void scheduleNext() {
    // A round handles its own failures.
    var unused = rounds.schedule(this::round, resync.untilNext().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    runLogged(() -> resync.run(watched, this::wake, DriftEventSource::branch));
    if (isRunning()) {
      scheduleNext();
    }
  }

  private void wake(InferenceProfile resource) {
    getEventHandler().handleEvent(new Event(ResourceID.fromResource(resource)));
  }

  private static void branch(Runnable look) {
    Thread.ofVirtual().name("resync-region").start(() -> runLogged(look));
  }

  private static void runLogged(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException unforeseen) {
      // The next round must take place all the same.
      LOG.error("a resync round failed and the next one tries again: report this", unforeseen);
    }
  }
}
