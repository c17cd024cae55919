package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.status.Reason;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line for each action. All lines carry the facts as key-value pairs under the same keys.
 */
final class ActionLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.bedrockoperator.actions");

  private ActionLog() {}

  static void done(
      InferenceProfile resource, String action, String arn, String reason, String requestId) {
    line(Level.INFO, resource, arn, reason, requestId).log(action);
  }

  /** Logs a call that AWS refused or did not answer. */
  static void failed(
      Level level, InferenceProfile resource, String arn, Reason reason, OperationError error) {
    line(level, resource, arn, reason.value(), Objects.requireNonNullElse(error.requestId(), ""))
        .addKeyValue("code", Objects.requireNonNullElse(error.code(), ""))
        .addKeyValue("httpStatusCode", Objects.toString(error.httpStatusCode(), ""))
        .addKeyValue("error", error.operation() + ": " + error.message())
        .log("failed");
  }

  /** Logs a failure of the operator itself. */
  static void unforeseen(InferenceProfile resource, String arn, RuntimeException failure) {
    line(Level.ERROR, resource, arn, Reason.BEDROCK_ERROR.value(), "")
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
