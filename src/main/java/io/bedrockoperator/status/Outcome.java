package io.bedrockoperator.status;

import io.bedrockoperator.api.OperationError;
import java.util.Optional;

/**
 * How a reconciliation ended.
 *
 * @param message a sentence for the user, in one line; stable as long as the situation is the same
 * @param error the error that AWS returned, if that is what is wrong
 * @param publishing what was done about the publication
 */
public record Outcome(
    Reason reason, String message, Optional<OperationError> error, Publishing publishing) {

  /**
   * Much longer than any text of the operator, but some messages quote what others wrote in AWS.
   */
  private static final int LONGEST_MESSAGE = 2000;

  public Outcome {
    message = PlainText.of(message, LONGEST_MESSAGE);
  }

  /** When to reconcile the resource again if nothing happens before. */
  public Reason.Next next() {
    // A spec that this version rejects stays rejected until it changes; AWS may accept later what
    // it rejected.
    return reason == Reason.INVALID_SPEC && error.isPresent() ? Reason.Next.HOURLY : reason.next();
  }

  public static Outcome of(Reason reason, String message) {
    return of(reason, message, Optional.empty());
  }

  /** Creates an outcome with nothing done about the publication. */
  public static Outcome of(Reason reason, String message, Optional<OperationError> error) {
    return new Outcome(reason, message, error, new Publishing.Untouched());
  }

  public Outcome with(Publishing done) {
    return new Outcome(reason, message, error, done);
  }
}
