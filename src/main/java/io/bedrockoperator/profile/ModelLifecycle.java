package io.bedrockoperator.profile;

import java.time.Instant;
import java.util.Optional;

/**
 * The lifecycle of a foundation model, as Bedrock lists it.
 *
 * @param status the status as Bedrock sends it; {@code ACTIVE} and {@code LEGACY} are documented
 * @param endOfLife when the model can no longer be used; empty if AWS has not announced it
 */
public record ModelLifecycle(String status, Optional<Instant> endOfLife) {

  public boolean hasEnded(Instant now) {
    return endOfLife.filter(end -> !end.isAfter(now)).isPresent();
  }
}
