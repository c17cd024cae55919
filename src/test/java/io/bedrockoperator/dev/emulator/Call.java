package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as it arrived.
 *
 * @param answer the HTTP status of a success, the code of a refusal, {@link #PENDING}, {@link
 *     #DROPPED}, or what a fault put in the place of the answer
 */
public record Call(long sequence, Instant at, String requestId, Asked asked, String answer) {
  public static final String PENDING = "pending";
  public static final String DROPPED = "dropped";

  public Operation operation() {
    return asked.operation();
  }

  public String account() {
    return asked.account();
  }

  public String region() {
    return asked.region();
  }

  public String subject() {
    return asked.subject();
  }

  public @Nullable String token() {
    return asked.token();
  }

  Call answered(String value) {
    return new Call(sequence, at, requestId, asked, value);
  }
}
