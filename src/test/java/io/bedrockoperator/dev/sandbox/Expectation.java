package io.bedrockoperator.dev.sandbox;

/**
 * What a sample says will come of it.
 *
 * @param reason that the Ready condition will have
 */
record Expectation(String reason) {

  private static final String PREFIX = "# expect: ";
  private static final String AVAILABLE = "Available";

  /**
   * From the first line of a sample.
   *
   * @throws IllegalArgumentException when it says nothing
   */
  static Expectation parse(String firstLine) {
    if (!firstLine.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "a sample begins with '%s…', not with '%s'".formatted(PREFIX, firstLine));
    }
    return new Expectation(firstLine.substring(PREFIX.length()).strip());
  }

  /** A profile that is available has an ARN: it is what the application needs. */
  boolean isMetBy(State state) {
    return state.reason().equals(reason)
        && (!reason.equals(AVAILABLE) || (state.ready().equals("True") && !state.arn().isEmpty()));
  }
}
