package io.bedrockoperator.reconcile;

/** A spec as this version of the operator understands it, or what it does not understand. */
sealed interface Reading<T> {

  record Understood<T>(T value) implements Reading<T> {}

  /** The message names each field, and what to do about it. */
  record NotUnderstood<T>(String message) implements Reading<T> {}
}
