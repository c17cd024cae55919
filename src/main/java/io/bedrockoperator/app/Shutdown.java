package io.bedrockoperator.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the process ends. */
final class Shutdown {

  /** The exit status of a process that could not go on. */
  static final int FAILED = 1;

  /** What is running may finish; the process has to be gone ten seconds after it was asked to. */
  static final Duration GRACE = Duration.ofSeconds(7);

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * From now on, a signal lets running reconciliations finish and releases everything.
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
                  // The JVM would end with 143: a process that was asked to stop, and did, has not
                  // failed.
                  Runtime.getRuntime().halt(0);
                },
                "stop"));
  }

  /**
   * Another replica leads from now on: ends at once, so that no two work on the same resource for
   * long.
   */
  void afterLostLease() {
    if (!stopping.get()) {
      LOG.error("lost the lease: this process ends, and another replica goes on");
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
