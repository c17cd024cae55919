package io.bedrockoperator.simulation;

/** An invariant did not hold. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }
}
