package io.bedrockoperator.endtoend;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long a test waits before it fails; none waits so long when all is well. */
final class Patience {

  /** What the operator does at once, on a machine that is busy with other things. */
  private static final Duration SOON = Duration.ofSeconds(30);

  /** What the operator does once it is sure of what AWS shows late: twice 20 seconds. */
  private static final Duration ONCE_CERTAIN = Duration.ofSeconds(75);

  private static final Duration POLL = Duration.ofMillis(100);

  private Patience() {}

  static ConditionFactory soon() {
    return Awaitility.await().atMost(SOON).pollDelay(Duration.ZERO).pollInterval(POLL);
  }

  static ConditionFactory onceCertain() {
    return Awaitility.await().atMost(ONCE_CERTAIN).pollDelay(Duration.ZERO).pollInterval(POLL);
  }
}
