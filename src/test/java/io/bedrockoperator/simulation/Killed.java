package io.bedrockoperator.simulation;

/**
 * The process is gone, in the middle of whatever it did. An error, so that no code under test
 * handles it.
 */
final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  Killed() {
    super("killed", null, false, false);
  }
}
