package io.bedrockoperator.app;

/**
 * The answer to a probe.
 *
 * @param why the reason, in one line for people
 */
record ProbeResult(boolean good, String why) {

  static ProbeResult good(String why) {
    return new ProbeResult(true, why);
  }

  static ProbeResult bad(String why) {
    return new ProbeResult(false, why);
  }
}
