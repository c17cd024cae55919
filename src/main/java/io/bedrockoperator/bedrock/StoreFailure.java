package io.bedrockoperator.bedrock;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Bedrock, or the way to it, said no. The message is AWS's own, without ids that differ from call
 * to call.
 */
public final class StoreFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of no. */
  public enum Kind {
    INVALID,
    TOO_MANY_TAGS,
    NOT_FOUND,
    CONFLICT,
    DENIED,
    QUOTA,
    IN_USE,
    NO_CREDENTIALS,
    THROTTLED,
    UNAVAILABLE,
    UNEXPECTED
  }

  /**
   * The answer as AWS gave it.
   *
   * @param operation as the API names it, {@code CreateInferenceProfile}
   * @param code empty when there was no answer, or an answer without one
   */
  public record Answer(
      String operation,
      Optional<String> code,
      OptionalInt httpStatusCode,
      String message,
      Optional<String> requestId) {}

  private final Kind kind;
  private final transient Answer answer;

  public StoreFailure(Kind kind, Answer answer, Throwable cause) {
    super(answer.operation() + ": " + answer.message(), cause);
    this.kind = kind;
    this.answer = answer;
  }

  public StoreFailure(Kind kind, Answer answer) {
    super(answer.operation() + ": " + answer.message());
    this.kind = kind;
    this.answer = answer;
  }

  public Kind kind() {
    return kind;
  }

  public Answer answer() {
    return answer;
  }
}
