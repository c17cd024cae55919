package io.bedrockoperator.app;

/** A setting that the process cannot start with. The message is one line for whoever set it. */
final class BadSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadSettingException(String variable, String value, String allowed) {
    super("%s is '%s': allowed is %s".formatted(variable, inOneLine(value), allowed));
  }

  /** Values from files often end in a line feed, which is then all that is wrong with them. */
  private static String inOneLine(String value) {
    return value.replace("\r", "\\r").replace("\n", "\\n");
  }
}
