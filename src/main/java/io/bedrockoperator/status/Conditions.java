package io.bedrockoperator.status;

import io.bedrockoperator.api.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns an outcome into conditions that satisfy kstatus: {@code Ready} always, {@code Reconciling}
 * and {@code Stalled} only while they are true.
 */
public final class Conditions {

  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";

  public static final String TRUE = "True";
  public static final String FALSE = "False";
  public static final String UNKNOWN = "Unknown";

  private Conditions() {}

  /**
   * The conditions after this outcome; {@code lastTransitionTime} moves only where the status of a
   * condition flips (Kubernetes API conventions).
   */
  public static List<Condition> fold(
      List<Condition> before, Outcome outcome, long generation, Instant now) {
    var after = new ArrayList<Condition>();
    after.add(
        condition(READY, readyStatus(before, outcome.reason()), before, outcome, generation, now));
    switch (outcome.reason().progress()) {
      case RECONCILING -> after.add(condition(RECONCILING, TRUE, before, outcome, generation, now));
      case STALLED -> after.add(condition(STALLED, TRUE, before, outcome, generation, now));
      case DONE -> {}
    }
    return List.copyOf(after);
  }

  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }

  private static String readyStatus(List<Condition> before, Reason reason) {
    return switch (reason.ready()) {
      case TRUE -> TRUE;
      case FALSE, HOLD_THEN_FALSE -> FALSE;
      case UNKNOWN, HOLD_THEN_UNKNOWN -> UNKNOWN;
      case AS_IT_WAS -> find(before, READY).map(Condition::status).orElse(UNKNOWN);
    };
  }

  private static Condition condition(
      String type,
      String status,
      List<Condition> before,
      Outcome outcome,
      long generation,
      Instant now) {
    var since =
        find(before, type)
            .filter(old -> status.equals(old.status()))
            .map(Condition::lastTransitionTime)
            // The API convention for times in conditions is RFC 3339 in whole seconds.
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Condition(
        type, status, generation, since, outcome.reason().value(), outcome.message());
  }
}
