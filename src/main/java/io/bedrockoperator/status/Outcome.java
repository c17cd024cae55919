package io.bedrockoperator.status;

import io.bedrockoperator.api.OperationError;
import java.util.Optional;

/**
 * How a pass ended.
 *
 * @param message a sentence for the user; stable as long as the situation is the same
 * @param error what AWS answered, while something is wrong with it
 */
public record Outcome(Reason reason, String message, Optional<OperationError> error) {

  public static Outcome of(Reason reason, String message) {
    return new Outcome(reason, message, Optional.empty());
  }
}
