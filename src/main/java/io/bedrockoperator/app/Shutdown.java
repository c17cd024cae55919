package io.bedrockoperator.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shutdown of the process. */
final class Shutdown {

  /** The exit status of a process that could not go on. */
  static final int FAILED = 1;

  /**
   * How long running reconciliations may take to finish; the process must be gone ten seconds after
   * it was asked to stop.
   */
  static final Duration GRACE = Duration.ofSeconds(7);

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * Installs the shutdown hook, which lets running reconciliations finish and releases everything.
   *
   * @param release runs once, in a thread of its own
   */
  void install(Runnable release) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.set(true);
                  LOG.info("stopping");
                  release.run();
                  LOG.info("stopped");
                  // A process that stopped on request has not failed; the JVM would exit with 143.
                  Runtime.getRuntime().halt(0);
                },
                "stop"));
  }

  /**
   * Ends the process at once, since another replica leads from now on, and two replicas must not
   * work on the same resource for long.
   */
  void afterLostLease() {
    if (!stopping.get()) {
      LOG.error("lost the Lease: this process exits, and another replica takes over");
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
