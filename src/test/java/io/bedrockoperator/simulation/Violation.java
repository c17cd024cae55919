package io.bedrockoperator.simulation;

/** An invariant did not hold. An error, so that no code under test handles it. */
final class Violation extends Error {

  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }
}
