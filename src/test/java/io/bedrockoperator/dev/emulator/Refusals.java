package io.bedrockoperator.dev.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a call is refused, and how. */
final class Refusals {
  private Refusals() {}

  static Refusal refused(ThrowingCallable call) {
    var refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).as("refusal").isNotNull();
    return refusal;
  }

  static void assertRefused(String code, ThrowingCallable call) {
    assertThat(refused(call).code()).isEqualTo(code);
  }

  static void assertInvalid(ThrowingCallable call) {
    assertRefused("ValidationException", call);
  }

  static void assertNotFound(ThrowingCallable call) {
    assertRefused("ResourceNotFoundException", call);
  }

  static void assertConflict(ThrowingCallable call) {
    assertRefused("ConflictException", call);
  }
}
