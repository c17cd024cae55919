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
 * Writes events in the background, so that no reconciliation waits for them: an event costs the API
 * server as much as a status. The namespaces take turns, and the events of each namespace are
 * written in the order in which they happened. Events are best effort: one that cannot be written
 * is logged and dropped. Safe for use by multiple threads.
 */
public final class EventRecorder implements EventSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

  /** The number of events that are written in some minutes; they take some megabytes of memory. */
  private static final int CAPACITY = 20_000;

  /** The average time between two events. */
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /** How many are written at once, so that a team that applies its resources sees their events. */
  private static final int BURST = 50;

  /** How long the remaining events may take when the process ends. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private static final String STOPPED = "the operator stopped";

  /** What an event is made of; needs much less memory than the event. */
  private record QueuedEvent(
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
  private final FairQueue<QueuedEvent> waiting = new FairQueue<>();
  private final Thread writer = Thread.ofVirtual().name("events").unstarted(this::writeAll);
  private final AtomicLong lastNumber = new AtomicLong();
  private volatile boolean closing;

  private EventRecorder(KubernetesClient client, LongSupplier nanoTime, Sleeper pause) {
    this.client = client;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Starts a recorder, which writes until it is closed.
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
    var queued =
        new QueuedEvent(
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
        notWritten(queued, STOPPED);
      } else if (isFullFor(queued.namespace)) {
        notWritten(queued, "too many others wait to be written");
      } else {
        waiting.add(queued.namespace, queued);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A namespace may take only half of what the others leave free, so that none takes all of it. */
  private boolean isFullFor(String namespace) {
    return waiting.size(namespace) >= CAPACITY - waiting.size();
  }

  /** Microseconds since 1970, but always higher than before, even if the clock is set back. */
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

  /** Waits for the next one; empty if none is left and the recorder is closing. */
  private Optional<QueuedEvent> next() {
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

  private void write(QueuedEvent queued) {
    try {
      client.resource(event(queued)).create();
    } catch (RuntimeException failure) {
      notWritten(queued, String.valueOf(failure.getMessage()));
    }
  }

  private static void notWritten(QueuedEvent queued, String error) {
    LOG.atWarn()
        .addKeyValue("namespace", queued.namespace)
        .addKeyValue("name", queued.name)
        .addKeyValue("reason", queued.announcement.reason())
        .addKeyValue("error", error)
        .log("event could not be written");
  }

  /** Writes the remaining events without pauses for up to a second, and logs the rest. */
  @Override
  public void close() {
    signalClosing();
    try {
      if (!writer.join(CLOSE_TIMEOUT)) {
        for (var left = next(); left.isPresent(); left = next()) {
          notWritten(left.get(), STOPPED);
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void signalClosing() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private static Event event(QueuedEvent queued) {
    var time = queued.at.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        // kubectl describe sorts the events of the same second by name.
        .withName("%s.%016x".formatted(queued.uid, queued.number))
        .withNamespace(queued.namespace)
        .endMetadata()
        .withType(queued.announcement.weight().word())
        .withReason(queued.announcement.reason())
        .withMessage(queued.announcement.message())
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource()
        .withComponent(KubernetesResourceStore.FIELD_MANAGER)
        .endSource()
        .withNewInvolvedObject()
        .withApiVersion(queued.apiVersion)
        .withKind(queued.kind)
        .withNamespace(queued.namespace)
        .withName(queued.name)
        .withUid(queued.uid)
        .endInvolvedObject()
        .build();
  }
}
