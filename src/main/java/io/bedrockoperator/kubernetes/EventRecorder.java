package io.bedrockoperator.kubernetes;

import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.scheduling.FairQueue;
import io.bedrockoperator.scheduling.Sleeper;
import io.bedrockoperator.scheduling.TokenBucket;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happened as events, apart from the reconciliations: the API server spends as much on
 * an event as on a status, and nobody waits for the events of a thousand resources. The namespaces
 * take turns, and in each it is the order in which it happened. Best effort, as events are: one
 * that cannot be written is logged and forgotten. Safe for many threads.
 */
public final class EventRecorder implements EventSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

  /** As many as are written in some minutes, which take some megabytes. */
  private static final int CAPACITY = 20_000;

  /** Between two events, on average. */
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /** So many are written at once: a team that applies its resources sees their events with them. */
  private static final int BURST = 50;

  /** For what is left when the process ends. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private static final String STOPPED = "the operator stopped";

  /** Much smaller than the event of it. */
  private record Happening(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String uid,
      ResourceEvent announcement,
      Instant at,
      long number) {}

  private final KubernetesClient client;
  private final LongSupplier nanoTime;
  private final Sleeper pause;

  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final FairQueue<Happening> waiting = new FairQueue<>();
  private final Thread writer = Thread.ofVirtual().name("events").unstarted(this::writeAll);
  private final AtomicLong lastNumber = new AtomicLong();
  private volatile boolean closing;

  private EventRecorder(KubernetesClient client, LongSupplier nanoTime, Sleeper pause) {
    this.client = client;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Writes from now on.
   *
   * @param nanoTime a monotonic clock
   */
  public static EventRecorder start(KubernetesClient client, LongSupplier nanoTime, Sleeper pause) {
    var recorder = new EventRecorder(client, nanoTime, pause);
    recorder.writer.start();
    return recorder;
  }

  @Override
  public void record(HasMetadata resource, ResourceEvent announcement) {
    var metadata = resource.getMetadata();
    var now = Instant.now();
    var happening =
        new Happening(
            resource.getApiVersion(),
            resource.getKind(),
            metadata.getNamespace(),
            metadata.getName(),
            metadata.getUid(),
            announcement,
            now,
            number(now));
    lock.lock();
    try {
      if (closing) {
        notWritten(happening, STOPPED);
      } else if (isFullFor(happening.namespace)) {
        notWritten(happening, "too many others wait to be written");
      } else {
        waiting.add(happening.namespace, happening);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** As many places are left for others: no namespace takes them all. */
  private boolean isFullFor(String namespace) {
    return waiting.size(namespace) >= CAPACITY - waiting.size();
  }

  /** Microseconds, and higher than any before, wherever the clock is set to. */
  private long number(Instant now) {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    return lastNumber.updateAndGet(last -> Math.max(last + 1, micros));
  }

  private void writeAll() {
    var allowance = new TokenBucket(INTERVAL, BURST, nanoTime.getAsLong());
    for (var next = next(); next.isPresent(); next = next()) {
      var wait = allowance.untilNext(nanoTime.getAsLong());
      if (wait.isPositive() && !closing) {
        pause.pause(wait);
      }
      allowance.take(nanoTime.getAsLong());
      write(next.get());
    }
  }

  /** Waits for it; empty when none is left and none will come. */
  private Optional<Happening> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.awaitUninterruptibly();
      }
      return waiting.take();
    } finally {
      lock.unlock();
    }
  }

  private void write(Happening happening) {
    try {
      client.resource(event(happening)).create();
    } catch (RuntimeException failure) {
      notWritten(happening, String.valueOf(failure.getMessage()));
    }
  }

  private static void notWritten(Happening happening, String error) {
    LOG.atWarn()
        .addKeyValue("namespace", happening.namespace)
        .addKeyValue("name", happening.name)
        .addKeyValue("reason", happening.announcement.reason())
        .addKeyValue("error", error)
        .log("event could not be written");
  }

  /** Writes what is left, without pauses, as far as a moment allows; the rest is logged. */
  @Override
  public void close() {
    letEnd();
    try {
      if (!writer.join(FAREWELL)) {
        for (var left = next(); left.isPresent(); left = next()) {
          notWritten(left.get(), STOPPED);
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void letEnd() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private static Event event(Happening happening) {
    var time = happening.at.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        // Within a second, kubectl describe knows no other order than that of the names.
        .withName("%s.%016x".formatted(happening.uid, happening.number))
        .withNamespace(happening.namespace)
        .endMetadata()
        .withType(happening.announcement.weight().word())
        .withReason(happening.announcement.reason())
        .withMessage(happening.announcement.message())
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource()
        .withComponent(KubernetesResourceStore.FIELD_MANAGER)
        .endSource()
        .withNewInvolvedObject()
        .withApiVersion(happening.apiVersion)
        .withKind(happening.kind)
        .withNamespace(happening.namespace)
        .withName(happening.name)
        .withUid(happening.uid)
        .endInvolvedObject()
        .build();
  }
}
