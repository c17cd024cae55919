package io.bedrockoperator.reconcile;

/** A spec as this version of the operator understands it, or what it does not understand. */
public sealed interface ParseResult<T> {

  /** All of it. */
  record Understood<T>(T value) implements ParseResult<T> {}

  /** The message names each field, and what to do about it. */
  record NotUnderstood<T>(String message) implements ParseResult<T> {}
}
