package io.bedrockoperator;

/**
 * What a probe is told.
 *
 * @param why in one line, for people
 */
record Verdict(boolean good, String why) {

  static Verdict good(String why) {
    return new Verdict(true, why);
  }

  static Verdict bad(String why) {
    return new Verdict(false, why);
  }
}
