package io.bedrockoperator.reconcile;

/**
 * The result of parsing a spec: what this version of the operator understands, or what it does not.
 */
public sealed interface ParseResult<T> {

  /** The whole spec is understood. */
  record Understood<T>(T value) implements ParseResult<T> {}

  /**
   * Something in the spec is not understood. The message names each field and says what to do about
   * it.
   */
  record NotUnderstood<T>(String message) implements ParseResult<T> {}
}
