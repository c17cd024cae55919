package io.bedrockoperator;

/** How log lines are written to standard output. */
enum LogFormat {
  PLAIN,
  JSON
}
