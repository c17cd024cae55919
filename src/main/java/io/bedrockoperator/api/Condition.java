package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One condition, in the shape of the Kubernetes API conventions (metav1.Condition). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @JsonPropertyDescription("What the condition is about, such as Ready.") @Required @Size(min = 1)
        @Nullable String type,
    @JsonPropertyDescription("True, False or Unknown.") @Required @Nullable String status,
    @JsonPropertyDescription("The metadata.generation that the condition is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("When the status of the condition last changed.") @Required
        @Nullable String lastTransitionTime,
    @JsonPropertyDescription("Why, in one word.") @Required @Size(min = 1) @Nullable String reason,
    @JsonPropertyDescription("Why, for people.") @Required @Nullable String message) {

  public static final String TRUE = "True";
  public static final String FALSE = "False";
  public static final String UNKNOWN = "Unknown";

  /** Finds the condition of a type. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }

  /**
   * Returns the next condition of a type; {@code lastTransitionTime} changes only with its status
   * (Kubernetes API conventions).
   */
  public static Condition following(
      List<Condition> before,
      String type,
      String status,
      long generation,
      String reason,
      String message,
      Instant now) {
    var since =
        find(before, type)
            .filter(old -> status.equals(old.status()))
            .map(Condition::lastTransitionTime)
            // The API convention for times in conditions is RFC 3339 in whole seconds.
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Condition(type, status, generation, since, reason, message);
  }
}
