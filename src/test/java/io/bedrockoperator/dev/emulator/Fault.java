package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can go wrong with one call, instead of its answer or on the way to it. */
public sealed interface Fault {

  /** Refused, in proper form. */
  record Refuse(Refusal refusal) implements Fault {}

  /** Any reply at all; without an error type the SDK finds no code. */
  record Answer(int status, String body, @Nullable String errorType) implements Fault {}

  /** Nothing happens until {@link Faults#release}; then the call goes on as if it had been slow. */
  record Hang() implements Fault {}

  /** The connection is closed without a byte of an answer. */
  record Drop() implements Fault {}

  /** The call takes this much longer. */
  record Slow(Duration delay) implements Fault {}

  static Fault refuse(Refusal refusal) {
    return new Refuse(refusal);
  }

  static Fault refuse(String code, int status, String text) {
    return new Refuse(new Refusal(code, status, text));
  }

  static Fault throttle() {
    return new Refuse(Refusal.throttled());
  }

  /** A status of a load balancer rather than of the service: no code, no body. */
  static Fault emptyBody(int status) {
    return new Answer(status, "", null);
  }

  static Fault noCode(int status, String text) {
    return new Answer(status, "{\"message\":\"" + text + "\"}", null);
  }

  static Fault garbage(int status) {
    return new Answer(status, "<html>\u0000 not { json", null);
  }

  static Fault hang() {
    return new Hang();
  }

  static Fault drop() {
    return new Drop();
  }

  static Fault slow(Duration delay) {
    return new Slow(delay);
  }
}
