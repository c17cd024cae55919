package io.bedrockoperator.dev.apiserver;

/**
 * Tells whoever waits in front of a terminal what takes so long; a logger may be silent in tests.
 */
final class Progress {

  private Progress() {}

  static void say(String message) {
    System.err.println("[programs] " + message);
  }
}
