package io.bedrockoperator.dev.sandbox;

import java.util.List;

/**
 * What the command line says.
 *
 * @param once whether to end after the samples
 */
public record SandboxOptions(boolean once) {

  private static final String ONCE = "--once";

  /**
   * Reads all of them.
   *
   * @throws IllegalArgumentException for an argument that is not known; the message says what is
   */
  static SandboxOptions parse(List<String> arguments) {
    for (var argument : arguments) {
      if (!argument.equals(ONCE)) {
        throw new IllegalArgumentException(
            "sandbox: unknown argument %s; allowed is %s (end after the samples) or nothing"
                .formatted(argument, ONCE));
      }
    }
    return new SandboxOptions(!arguments.isEmpty());
  }
}
