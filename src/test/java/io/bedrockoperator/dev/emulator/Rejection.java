package io.bedrockoperator.dev.emulator;

/** How something is refused of which AWS says only that it does not work, not with which code. */
public enum Rejection {
  NOT_FOUND,
  INVALID,
  DENIED;

  Refusal refusal(String text) {
    return switch (this) {
      case NOT_FOUND -> Refusal.notFound(text);
      case INVALID -> Refusal.validation(text);
      case DENIED -> Refusal.denied(text);
    };
  }
}
