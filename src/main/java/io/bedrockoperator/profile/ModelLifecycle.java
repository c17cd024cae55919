package io.bedrockoperator.profile;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a foundation model is in its life, as Bedrock lists it.
 *
 * @param status Bedrock's word, raw; {@code ACTIVE} and {@code LEGACY} are the documented ones
 * @param endOfLife from when on nobody can use it; empty while AWS has not said so
 */
public record ModelLifecycle(String status, Optional<Instant> endOfLife) {

  public boolean hasEnded(Instant now) {
    return endOfLife.filter(end -> !end.isAfter(now)).isPresent();
  }
}
