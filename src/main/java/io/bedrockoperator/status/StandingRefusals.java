package io.bedrockoperator.status;

import io.bedrockoperator.api.StandingRefusal;
import io.bedrockoperator.profile.ProfileRecord.Refusal;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of a standing refusal in a status. */
final class StandingRefusals {

  private StandingRefusals() {}

  /** Returns the refusal; empty if it is one that this version does not know. */
  static Optional<Refusal> read(StandingRefusal stored) {
    var generation = stored.generation();
    return generation == null
        ? Optional.empty()
        : subject(stored.subject()).map(subject -> new Refusal(subject, generation));
  }

  private static Optional<Subject> subject(@Nullable String value) {
    return switch (value) {
      case "Name" -> Optional.of(Subject.NAME);
      case "Spec" -> Optional.of(Subject.SPEC);
      case null, default -> Optional.empty();
    };
  }

  static StandingRefusal written(Refusal refusal) {
    return new StandingRefusal(
        switch (refusal.subject()) {
          case NAME -> "Name";
          case SPEC -> "Spec";
        },
        refusal.generation());
  }
}
