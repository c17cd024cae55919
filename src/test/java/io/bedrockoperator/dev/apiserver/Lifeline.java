package io.bedrockoperator.dev.apiserver;

import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a program end with the JVM that started it, also when that is killed: nobody but the JVM
 * holds the other end of the pipe that is the standard input of a child, so the pipe closes with
 * it.
 *
 * <p>{@link Process#destroy} closes the pipe as well. To send a signal that the program may answer
 * in its own time, use {@link Process#toHandle}.
 */
public final class Lifeline {

  /**
   * Lines of a shell script that ends by replacing itself with the program. Closes descriptor 3.
   */
  static final String SCRIPT =
      """
      exec 3<&0 </dev/null
      { read -r nothing <&3; kill -KILL $$; } >/dev/null 2>&1 &
      exec 3<&-
      """;

  private Lifeline() {}

  /** The pid is that of the program. */
  public static List<String> command(List<String> program) {
    return Stream.concat(
            Stream.of("sh", "-c", SCRIPT + "exec \"$@\"", "lifeline"), program.stream())
        .toList();
  }
}
