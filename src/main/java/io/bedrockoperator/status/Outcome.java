package io.bedrockoperator.status;

import io.bedrockoperator.api.OperationError;
import java.util.Optional;

/**
 * How a reconciliation ended.
 *
 * @param message a sentence for the user, in one line; stable as long as the situation is the same
 * @param error what AWS answered, while something is wrong with it
 * @param publishing what was done about what is published
 */
public record Outcome(
    Reason reason, String message, Optional<OperationError> error, Publishing publishing) {

  /** Much longer than any of ours, but what others wrote into AWS is quoted in some. */
  private static final int LONGEST_MESSAGE = 2000;

  public Outcome {
    message = PlainText.of(message, LONGEST_MESSAGE);
  }

  /** When the resource is looked at again, if nobody touches it. */
  public Reason.Next next() {
    // What this version refuses, it refuses until the spec changes; AWS may come to know better.
    return reason == Reason.INVALID_SPEC && error.isPresent() ? Reason.Next.HOURLY : reason.next();
  }

  public static Outcome of(Reason reason, String message) {
    return of(reason, message, Optional.empty());
  }

  /** Nothing was done about what is published. */
  public static Outcome of(Reason reason, String message, Optional<OperationError> error) {
    return new Outcome(reason, message, error, new Publishing.Untouched());
  }

  public Outcome with(Publishing done) {
    return new Outcome(reason, message, error, done);
  }
}
