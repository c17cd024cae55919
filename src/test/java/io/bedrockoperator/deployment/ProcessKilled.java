package io.bedrockoperator.deployment;

/** The process is gone; nothing of it goes on. */
final class ProcessKilled extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
