package io.bedrockoperator.app;

/**
 * What a probe is told.
 *
 * @param why in one line, for people
 */
record ProbeResult(boolean good, String why) {

  static ProbeResult good(String why) {
    return new ProbeResult(true, why);
  }

  static ProbeResult bad(String why) {
    return new ProbeResult(false, why);
  }
}
