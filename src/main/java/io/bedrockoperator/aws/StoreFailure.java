package io.bedrockoperator.aws;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call to Bedrock was refused or failed. The message is that of AWS, if it answered, without ids
 * that differ from call to call.
 */
public final class StoreFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure. */
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
   * @param code empty if there was no answer, or an answer without a code
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
   * @param repeated whether this is the answer to the last of several requests
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

  /** Returns the same failure, marked as the answer to a repeated request. */
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
   * Whether AWS certainly did nothing, because it refused the only request that was sent. The
   * answer to a repeated request says nothing about the earlier ones.
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
