package io.bedrockoperator.dev.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Starts a real API server, an emulated Bedrock and the packaged operator, applies the samples and
 * shows what becomes of them.
 */
public final class Sandbox implements AutoCloseable {

  private static final int FAILED = 1;
  private static final Duration UNWINDING = Duration.ofSeconds(5);

  private final Screen screen;
  private final Started started = new Started();
  private final CountDownLatch ended = new CountDownLatch(1);

  Sandbox(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] arguments) {
    try {
      var options = SandboxOptions.parse(List.of(arguments));
      var sandbox = new Sandbox(screen());
      sandbox.stopOnSignal();
      new Parent().onExit(() -> System.exit(FAILED));
      System.exit(sandbox.run(options));
    } catch (IllegalArgumentException unknown) {
      System.err.println(unknown.getMessage());
      System.exit(FAILED);
    }
  }

  /** The profile asks the JDK for a console that is there only when both ends are a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static Screen screen() {
    return System.console() == null ? new LineScreen(System.out) : new TerminalScreen(System.out);
  }

  /** Returns the exit status. A signal makes everything fail that still starts: no news. */
  private int run(SandboxOptions options) {
    try {
      return play(options) ? 0 : FAILED;
    } catch (IOException | InterruptedException | RuntimeException | AssertionError failure) {
      if (!started.isStopped()) {
        tell(failure);
      }
      return FAILED;
    } finally {
      ended.countDown();
    }
  }

  /** Where something is missing on this machine, the message says what to do. */
  private static void tell(Throwable failure) {
    if (failure instanceof IllegalStateException explained) {
      System.err.println("sandbox: " + explained.getMessage());
    } else {
      failure.printStackTrace();
    }
  }

  boolean play(SandboxOptions options) throws IOException, InterruptedException {
    var surroundings = SandboxSetup.start(started, screen);
    var changes = started.add(new Changes(surroundings.admin()));
    var table = new SampleRun(surroundings.admin(), changes, screen).run();
    screen.say("");
    screen.say(
        "%d of %d samples as expected."
            .formatted(table.numberAsExpected(), table.samples().size()));
    if (!options.once()) {
      Advice.of(surroundings).lines().forEach(screen::say);
      new News(surroundings.bedrock(), changes, screen, table).follow();
    }
    return table.asExpected();
  }

  private void stopOnSignal() {
    // Ctrl-C on a terminal ends etcd at the same moment, which is no news then.
    ((Logger) LoggerFactory.getLogger("io.fabric8.kubeapitest")).setLevel(Level.OFF);
    var main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main), "sandbox-stop"));
  }

  /**
   * Also while it still starts, or even builds the API server: that is given up, and cleaned up.
   */
  private void stop(Thread main) {
    close();
    main.interrupt();
    try {
      ended.await(UNWINDING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    started.close();
  }
}
