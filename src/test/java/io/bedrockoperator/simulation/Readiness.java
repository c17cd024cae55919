package io.bedrockoperator.simulation;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.Reason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a resource says of itself. */
final class Readiness {

  static final String AVAILABLE = "True Available";

  private static final Set<Reason.Next> NEVER_RETRIED =
      EnumSet.of(Reason.Next.DONE, Reason.Next.AWAIT_CHANGE);

  private Readiness() {}

  /** Status and reason of the Ready condition. */
  static String of(InferenceProfile resource) {
    return ready(resource).map(ready -> ready.status() + " " + ready.reason()).orElse("nothing");
  }

  /** It tries again by itself. */
  static boolean isRechecked(InferenceProfile resource) {
    return ready(resource)
        .map(Condition::reason)
        .flatMap(Reason::ofValue)
        .filter(reason -> !NEVER_RETRIED.contains(reason.next()))
        .isPresent();
  }

  private static Optional<Condition> ready(InferenceProfile resource) {
    return Optional.ofNullable(resource.getStatus())
        .map(InferenceProfileStatus::conditions)
        .flatMap(conditions -> Condition.find(conditions, Conditions.READY));
  }
}
