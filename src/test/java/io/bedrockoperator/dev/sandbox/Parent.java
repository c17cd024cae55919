package io.bedrockoperator.dev.sandbox;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * The process that started this one, Maven as a rule. Where it is ended alone, by a script, an IDE
 * or a CI job, it says nothing to its children.
 */
final class Parent {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final long pid = pid();

  /**
   * As long as nobody took note of its end, the system goes on to show a process that has ended. So
   * what is looked at is whose child this process is.
   */
  void onExit(Runnable action) {
    var look =
        new TimerTask() {
          @Override
          public void run() {
            if (pid() != pid) {
              action.run();
            }
          }
        };
    new Timer("sandbox-parent", true).schedule(look, 0, LOOK_EVERY.toMillis());
  }

  private static long pid() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }
}
