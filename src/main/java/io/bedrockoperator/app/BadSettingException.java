package io.bedrockoperator.app;

/** A setting that the process cannot start with. The message is one line for whoever set it. */
final class BadSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadSettingException(String variable, String value, String allowed) {
    super(message(variable, value, "allowed is " + allowed));
  }

  private BadSettingException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Only the API server knows what is allowed. */
  static BadSettingException refused(
      String variable, String value, String reason, Throwable refusal) {
    return new BadSettingException(
        message(variable, value, "the API server says " + inOneLine(reason)), refusal);
  }

  private static String message(String variable, String value, String what) {
    return "%s is '%s': %s".formatted(variable, inOneLine(value), what);
  }

  /** Values from files often end in a line feed, which is then all that is wrong with them. */
  private static String inOneLine(String value) {
    return value.replace("\r", "\\r").replace("\n", "\\n");
  }
}
