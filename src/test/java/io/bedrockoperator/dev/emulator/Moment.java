package io.bedrockoperator.dev.emulator;

/**
 * When a fault strikes: before the call had its effect, or after it, when only the answer suffers.
 */
public enum Moment {
  BEFORE,
  AFTER
}
