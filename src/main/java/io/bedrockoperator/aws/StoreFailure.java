package io.bedrockoperator.aws;

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
   * @param code empty when there was no answer, or an answer without one
   */
  public record Answer(
      BedrockOperation operation,
      Optional<String> code,
      OptionalInt httpStatusCode,
      String message,
      Optional<String> requestId) {}

  private final Kind kind;
  private final transient Answer answer;
  private final boolean repeated;

  /**
   * @param repeated this is the answer to the last of several requests
   */
  public StoreFailure(Kind kind, Answer answer, boolean repeated, Throwable cause) {
    super(answer.operation().value() + ": " + answer.message(), cause);
    this.kind = kind;
    this.answer = answer;
    this.repeated = repeated;
  }

  public StoreFailure(Kind kind, Answer answer) {
    super(answer.operation().value() + ": " + answer.message());
    this.kind = kind;
    this.answer = answer;
    this.repeated = false;
  }

  /** The same answer, to a request that was not the first one. */
  public StoreFailure afterOthers() {
    return new StoreFailure(kind, answer, true, getCause() == null ? this : getCause());
  }

  public boolean isRepeated() {
    return repeated;
  }

  public Kind kind() {
    return kind;
  }

  public Answer answer() {
    return answer;
  }

  /**
   * Whether AWS surely did nothing: it refused the only request that was sent. What it answers to a
   * repeated one says nothing of those before.
   */
  public boolean isRefusal() {
    return !repeated
        && switch (kind) {
          case INVALID, TOO_MANY_TAGS, NOT_FOUND, CONFLICT, DENIED, QUOTA, IN_USE, NO_CREDENTIALS ->
              true;
          case THROTTLED, UNAVAILABLE, UNEXPECTED -> false;
        };
  }
}
