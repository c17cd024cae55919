package io.bedrockoperator.simulation;

/** What the API server answers instead of what it was asked for. */
final class ApiRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** In place of a code: the connection ends, or the caller gives up. */
  private static final int NO_ANSWER = 0;

  private final int code;

  ApiRefusal(int code) {
    super("simulated " + code, null, false, false);
    this.code = code;
  }

  static ApiRefusal noAnswer() {
    return new ApiRefusal(NO_ANSWER);
  }

  int code() {
    return code;
  }

  boolean isNoAnswer() {
    return code == NO_ANSWER;
  }
}
