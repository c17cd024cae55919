package io.bedrockoperator.app;

/** A setting with which the process cannot start. The message is one line for the administrator. */
final class BadSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadSettingException(String variable, String value, String allowed) {
    super(message(variable, value, "allowed is " + allowed));
  }

  private BadSettingException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A value that the API server refused, for settings that only the API server can check. */
  static BadSettingException refused(
      String variable, String value, String reason, Throwable refusal) {
    return new BadSettingException(
        message(variable, value, "the API server says " + inOneLine(reason)), refusal);
  }

  private static String message(String variable, String value, String what) {
    return "%s is '%s': %s".formatted(variable, inOneLine(value), what);
  }

  /** A value from a file often ends in a line feed, which may be the only error in it. */
  private static String inOneLine(String value) {
    return value.replace("\r", "\\r").replace("\n", "\\n");
  }
}
