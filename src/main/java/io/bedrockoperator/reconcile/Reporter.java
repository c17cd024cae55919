package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.TransientFailures;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * Ends a reconciliation, with or without a report, and returns the delay until the next one. The
 * delay is empty if none is needed until something happens.
 */
record Reporter(ReconcileContext context) {

  Optional<Duration> end(Outcome outcome) {
    context.reported(new StatusUpdate(context).report(outcome));
    return next(outcome.next());
  }

  /**
   * Reports, and lets the next reconciliation act on the report at once. If the API server did not
   * keep what that one has to know, it comes after a backoff.
   */
  Optional<Duration> endAndRequeue(Outcome outcome) {
    end(outcome);
    if (StatusReader.record(context.resource()).equals(context.record())) {
      return Optional.of(Duration.ZERO);
    }
    context.remember(ReconcileMemory::attempted);
    return Optional.of(delays().backOff(attempts()));
  }

  /** Reports a step that takes more than one reconciliation. */
  Optional<Duration> unsettled(String message) {
    context.remember(ReconcileMemory::attempted);
    return end(Outcome.of(Reason.CREATING, message));
  }

  /**
   * Nothing can be decided yet. This is reported only if it lasts, and not while the resource is
   * Ready.
   */
  Optional<Duration> unknown(String message) {
    context.remember(ReconcileMemory::attempted);
    return attempts() < TransientFailures.ATTEMPTS_BEFORE_NEWS
            || (StatusReader.isReady(context.resource())
                && StatusReader.isCurrent(context.resource()))
        ? Optional.of(delays().poll(attempts()))
        : end(Outcome.of(Reason.CREATING, message));
  }

  /**
   * Ends a reconciliation after a failed call. While the failure may be transient and the resource
   * is Ready, nothing is reported.
   */
  Optional<Duration> failUnlessBlip(StoreFailure failure, String region) {
    if (isStopped()) {
      return Optional.empty();
    }
    var outcome = failed(failure, region);
    return TransientFailures.holdsBack(context.resource(), outcome.reason(), attempts())
        ? Optional.of(delays().backOff(attempts()))
        : end(outcome);
  }

  /** Reports a failed call. */
  Optional<Duration> fail(StoreFailure failure, String region) {
    return isStopped() ? Optional.empty() : end(failed(failure, region));
  }

  private Outcome failed(StoreFailure failure, String region) {
    context.remember(ReconcileMemory::attempted);
    var outcome = FailureMapper.of(failure, region, context.account());
    log(outcome);
    if (outcome.reason() == Reason.INVALID_SPEC) {
      context.learn(record -> record.refused(Subject.SPEC, context.generation()));
    }
    return outcome;
  }

  /**
   * An answer of AWS is logged without a stack trace, even if this version does not know the
   * answer.
   */
  private void log(Outcome outcome) {
    var arn = context.record().arn().orElse("");
    var level = outcome.reason() == Reason.BEDROCK_ERROR ? Level.ERROR : Level.WARN;
    outcome
        .error()
        .ifPresent(
            error -> ActionLog.failed(level, context.resource(), arn, outcome.reason(), error));
  }

  /**
   * Reports an unexpected failure on the resource, so that one odd resource does not stop the
   * others.
   */
  Optional<Duration> failUnforeseen(RuntimeException failure) {
    if (isStopped()) {
      return Optional.empty();
    }
    context.remember(ReconcileMemory::attempted);
    context.learn(ProfileRecord::inDoubt);
    ActionLog.unforeseen(context.resource(), context.record().arn().orElse(""), failure);
    return end(
        Outcome.of(
            Reason.BEDROCK_ERROR,
            ("Reconciliation failed unexpectedly (%s) and is retried: report it with the stack"
                    + " trace in the operator's log")
                .formatted(failure.getClass().getSimpleName())));
  }

  /**
   * Whether the process is being stopped. A failure then says nothing about Bedrock, and the next
   * process finds out what became of the call.
   */
  private static boolean isStopped() {
    return Thread.currentThread().isInterrupted();
  }

  /**
   * Ends a reconciliation that did not find a known profile. One read proves nothing, so the
   * absence is reported only once the read cannot have been too early. If the spec has changed, or
   * the profile was already reported as missing, nothing is reported until there is more to say.
   */
  Optional<Duration> lookAgain(String arn) {
    if (!context.memory().settled(context.now())) {
      if (!StatusReader.wasReported(context.resource())) {
        end(
            Outcome.of(
                Reason.CREATING,
                "Bedrock does not show the profile %s yet: looking again".formatted(arn)));
      }
      return requeueSilently();
    }
    context.remember(ReconcileMemory::attempted);
    if (StatusReader.isCurrent(context.resource()) && !context.record().wasNotFound()) {
      context.learn(ProfileRecord::notFound);
      end(
          Outcome.of(
              Reason.CREATING,
              "Bedrock does not find the profile %s: looking once more before it counts as lost"
                  .formatted(arn)));
    }
    return Optional.of(ReconcileMemory.SETTLING);
  }

  /**
   * Ends a reconciliation without a report. If the resource changed in the meantime, the watch is
   * about to bring the present one; the delay covers a watch that lags.
   */
  Optional<Duration> requeueSilently() {
    context.remember(ReconcileMemory::attempted);
    return Optional.of(delays().poll(attempts()));
  }

  Optional<Duration> next(Reason.Next next) {
    return switch (next) {
      case DONE, AWAIT_CHANGE -> Optional.empty();
      case POLL -> Optional.of(delays().poll(attempts()));
      case RECHECK -> Optional.of(delays().recheck());
      case RESYNC -> Optional.of(delays().untilResync());
      case HOURLY -> Optional.of(delays().hourly());
      case BACK_OFF -> Optional.of(delays().backOff(attempts()));
    };
  }

  void logDone(String action, String arn, Reason reason, String requestId) {
    ActionLog.done(context.resource(), action, arn, reason.value(), requestId);
  }

  private RequeueDelays delays() {
    return context.delays();
  }

  private int attempts() {
    return context.memory().attempts();
  }
}
