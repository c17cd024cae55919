package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each action, the facts in keys, the same keys in every line. */
final class ActionLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.bedrockoperator.actions");

  private ActionLog() {}

  static void done(
      InferenceProfile resource, String action, String arn, String reason, String requestId) {
    line(Level.INFO, resource, arn, reason, requestId).log(action);
  }

  /** An answer that is expected now and then; no stack trace. */
  static void failed(
      InferenceProfile resource, String arn, String reason, String requestId, String message) {
    line(Level.WARN, resource, arn, reason, requestId).addKeyValue("error", message).log("failed");
  }

  /** An answer that nobody expected. */
  static void unexpected(
      InferenceProfile resource, String arn, String reason, String requestId, Throwable failure) {
    line(Level.ERROR, resource, arn, reason, requestId)
        .setCause(failure)
        .log("failed unexpectedly");
  }

  private static LoggingEventBuilder line(
      Level level, InferenceProfile resource, String arn, String reason, String requestId) {
    return LOG.atLevel(level)
        .addKeyValue("namespace", resource.getMetadata().getNamespace())
        .addKeyValue("name", resource.getMetadata().getName())
        .addKeyValue("arn", arn)
        .addKeyValue("reason", reason)
        .addKeyValue("requestId", requestId);
  }
}
