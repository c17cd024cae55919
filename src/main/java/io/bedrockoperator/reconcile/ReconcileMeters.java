package io.bedrockoperator.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;

/** The metrics of reconciliations. Thread-safe. */
final class ReconcileMeters {

  /** How a reconciliation ended. */
  enum Ending {
    REPORTED("reported"),
    /** The resource changed during the reconciliation. */
    OUTDATED("outdated"),
    /** The API server did not accept a write. */
    NOT_WRITTEN("not_written"),
    /** An unexpected failure, which is reported on the resource. */
    UNFORESEEN("unforeseen");

    private final String word;

    Ending(String word) {
      this.word = word;
    }
  }

  /** What was seen to differ in AWS from what the operator left there. */
  enum Drift {
    LOST("lost"),
    TAGS("tags"),
    MODELS("models");

    private final String word;

    Drift(String word) {
      this.word = word;
    }
  }

  private final MeterProvider<Timer> reconciliations;
  private final MeterProvider<Counter> drifts;
  private final Timer timeToReady;

  ReconcileMeters(MeterRegistry meters) {
    reconciliations =
        Timer.builder("bedrock_operator_reconcile_duration")
            .description("Reconciliations of a resource, by how they ended.")
            .serviceLevelObjectives(
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30))
            .withRegistry(meters);
    drifts =
        Counter.builder("bedrock_operator_drift")
            .description("Profiles seen to be other in AWS than the operator left them.")
            .withRegistry(meters);
    // All series exist from the start, at zero: a first increment without a preceding zero would go
    // unseen.
    Arrays.stream(Ending.values()).forEach(this::timerOf);
    Arrays.stream(Drift.values()).forEach(this::counterOf);
    timeToReady =
        Timer.builder("bedrock_operator_time_to_ready")
            .description("From the creation of a resource until it was first reported Ready.")
            .serviceLevelObjectives(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(4))
            .register(meters);
  }

  void ended(Ending ending, Duration took) {
    timerOf(ending).record(took);
  }

  void drifted(Drift kind) {
    counterOf(kind).increment();
  }

  void firstReadyAfter(Duration sinceCreation) {
    timeToReady.record(sinceCreation);
  }

  private Timer timerOf(Ending ending) {
    return reconciliations.withTag("result", ending.word);
  }

  private Counter counterOf(Drift kind) {
    return drifts.withTag("kind", kind.word);
  }
}
