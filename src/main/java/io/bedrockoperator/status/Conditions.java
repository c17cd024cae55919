package io.bedrockoperator.status;

import io.bedrockoperator.api.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns an outcome into conditions that satisfy kstatus: {@code Ready} always, {@code Reconciling}
 * and {@code Stalled} only while they are true, {@code Published} once something was to be
 * published, {@code ModelActive} once anything was known of the models.
 */
public final class Conditions {

  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";
  public static final String PUBLISHED = "Published";
  public static final String MODEL_ACTIVE = "ModelActive";

  /** Whether applications can use the current revision of a deployment. */
  public static final String AVAILABLE = "Available";

  public static final String TRUE = Condition.TRUE;
  public static final String FALSE = Condition.FALSE;
  public static final String UNKNOWN = Condition.UNKNOWN;

  private Conditions() {}

  /** Returns the conditions after this outcome. */
  public static List<Condition> fold(
      List<Condition> before, Outcome outcome, long generation, Instant now) {
    var folded = new Fold(before, generation, now);
    var reason = outcome.reason().value();
    var after = new ArrayList<Condition>();
    after.add(
        folded.condition(READY, readyStatus(before, outcome.reason()), reason, outcome.message()));
    switch (outcome.reason().progress()) {
      case RECONCILING -> after.add(folded.condition(RECONCILING, TRUE, reason, outcome.message()));
      case STALLED -> after.add(folded.condition(STALLED, TRUE, reason, outcome.message()));
      case DONE -> {}
    }
    folded.published(outcome.publishing()).ifPresent(after::add);
    Condition.find(before, MODEL_ACTIVE).ifPresent(after::add);
    return List.copyOf(after);
  }

  /**
   * Returns the condition about a publication, given the conditions before; empty if there is none.
   */
  public static Optional<Condition> published(
      List<Condition> before, Publishing publishing, long generation, Instant now) {
    return new Fold(before, generation, now).published(publishing);
  }

  private static String readyStatus(List<Condition> before, Reason reason) {
    return switch (reason.ready()) {
      case TRUE -> TRUE;
      case FALSE, HOLD_THEN_FALSE -> FALSE;
      case UNKNOWN, HOLD_THEN_UNKNOWN -> UNKNOWN;
      case AS_IT_WAS -> Condition.find(before, READY).map(Condition::status).orElse(UNKNOWN);
    };
  }

  /** The conditions before, and the generation and time of the next ones. */
  private record Fold(List<Condition> before, long generation, Instant now) {

    Optional<Condition> published(Publishing publishing) {
      return switch (publishing) {
        case Publishing.Untouched() -> Condition.find(before, PUBLISHED);
        case Publishing.Withdrawn() -> Optional.empty();
        case Publishing.Done(String configMap) ->
            Optional.of(
                condition(
                    PUBLISHED,
                    TRUE,
                    PUBLISHED,
                    "The ConfigMap %s names the profile".formatted(configMap)));
        case Publishing.Outdated(String configMap) ->
            Optional.of(
                condition(
                    PUBLISHED,
                    FALSE,
                    "Outdated",
                    "The ConfigMap %s names a profile that is gone, until another is ACTIVE"
                        .formatted(configMap)));
        case Publishing.Missing(String configMap) ->
            Optional.of(
                condition(
                    PUBLISHED,
                    FALSE,
                    "Missing",
                    ("The ConfigMap %s is not there, and cannot be written again until the profile"
                            + " can be read: see Ready")
                        .formatted(configMap)));
        case Publishing.Hindered(Reason reason, String message, var instead) ->
            Optional.of(condition(PUBLISHED, FALSE, reason.value(), message));
      };
    }

    Condition condition(String type, String status, String reason, String message) {
      return Condition.following(before, type, status, generation, reason, message, now);
    }
  }
}
