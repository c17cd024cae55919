package io.bedrockoperator;

/** A setting that the process cannot start with. The message is one line for whoever set it. */
final class BadSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadSettingException(String variable, String value, String allowed) {
    super("%s is '%s': allowed is %s".formatted(variable, value, allowed));
  }
}
