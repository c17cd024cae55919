package io.bedrockoperator.sandbox;

/**
 * What a sample says will come of it.
 *
 * @param word {@code Ready}, or the reason that the Ready condition will have
 */
record Expectation(String word) {

  private static final String PREFIX = "# expect: ";
  private static final String READY = "Ready";

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

  /** A profile that is ready has an ARN: it is what the application needs. */
  boolean isMetBy(State state) {
    return word.equals(READY)
        ? state.ready().equals("True") && !state.arn().isEmpty()
        : state.reason().equals(word);
  }
}
