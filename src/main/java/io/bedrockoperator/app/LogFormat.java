package io.bedrockoperator.app;

/** How log lines are written to standard output. */
enum LogFormat {
  PLAIN,
  JSON
}
