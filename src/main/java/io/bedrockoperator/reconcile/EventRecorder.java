package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happened as events, in order and apart from the passes: the API server spends as much
 * on an event as on a status, and nobody waits for the events of a thousand resources. Best effort,
 * as events are: one that cannot be written is logged and forgotten. Safe for many threads.
 */
public final class EventRecorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

  /** As many as are written in some minutes, which take some megabytes. */
  private static final int CAPACITY = 5_000;

  /** Between two events, on average. */
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /** So many are written at once: a team that applies its resources sees their events with them. */
  private static final int BURST = 50;

  /** For what is left when the process ends. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final LongSupplier nanoTime;
  private final Pause pause;

  /** Ends with nothing. */
  private final BlockingQueue<Optional<Event>> queue = new LinkedBlockingQueue<>(CAPACITY);

  private final Thread writer = Thread.ofVirtual().name("events").unstarted(this::writeAll);
  private final AtomicLong lastMicros = new AtomicLong();
  private volatile boolean closing;

  private EventRecorder(KubernetesClient client, LongSupplier nanoTime, Pause pause) {
    this.client = client;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Writes from now on.
   *
   * @param nanoTime a monotonic clock
   */
  public static EventRecorder start(KubernetesClient client, LongSupplier nanoTime, Pause pause) {
    var recorder = new EventRecorder(client, nanoTime, pause);
    recorder.writer.start();
    return recorder;
  }

  void record(InferenceProfile resource, Announcement announcement) {
    var event = event(resource, announcement, Instant.now());
    if (!queue.offer(Optional.of(event))) {
      notWritten(event, CAPACITY + " others wait to be written");
    }
  }

  private void writeAll() {
    var allowance = new Allowance(INTERVAL, BURST, nanoTime.getAsLong());
    try {
      for (var event = queue.take(); event.isPresent(); event = queue.take()) {
        var wait = allowance.take(nanoTime.getAsLong());
        if (wait.isPositive() && !closing) {
          pause.pause(wait);
        }
        write(event.get());
      }
    } catch (InterruptedException nobodysIntention) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Event event) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException failure) {
      notWritten(event, String.valueOf(failure.getMessage()));
    }
  }

  private static void notWritten(Event event, String error) {
    LOG.atWarn()
        .addKeyValue("namespace", event.getInvolvedObject().getNamespace())
        .addKeyValue("name", event.getInvolvedObject().getName())
        .addKeyValue("reason", event.getReason())
        .addKeyValue("error", error)
        .log("event could not be written");
  }

  /** Writes what is left, without pauses, as far as a moment allows. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!queue.offer(Optional.empty()) || !writer.join(FAREWELL)) {
        LOG.warn("{} events were not written before the end", queue.size());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private Event event(InferenceProfile resource, Announcement announcement, Instant instant) {
    var now = instant.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withName(eventName(resource, instant))
        .withNamespace(resource.getMetadata().getNamespace())
        .endMetadata()
        .withType(announcement.weight().word())
        .withReason(announcement.reason())
        .withMessage(announcement.message())
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .withNewSource()
        .withComponent(KubernetesResourceStore.FIELD_MANAGER)
        .endSource()
        .withNewInvolvedObject()
        .withApiVersion(resource.getApiVersion())
        .withKind(resource.getKind())
        .withNamespace(resource.getMetadata().getNamespace())
        .withName(resource.getMetadata().getName())
        .withUid(resource.getMetadata().getUid())
        .endInvolvedObject()
        .build();
  }

  /**
   * Those of one resource are listed in the order of their time: within a second, kubectl describe
   * knows no other. No two have the same.
   */
  private String eventName(InferenceProfile resource, Instant instant) {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    var unique = lastMicros.updateAndGet(last -> Math.max(last + 1, micros));
    return "%s.%016x".formatted(resource.getMetadata().getUid(), unique);
  }
}
