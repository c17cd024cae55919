package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.status.ModelActivity;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the status once, as the last step and only if it has news. The events follow. */
record StatusUpdate(ReconcileContext context) {

  /** Reports the outcome, and returns the resource as the cluster then has it. */
  InferenceProfile report(Outcome reached) {
    var outcome = reached.with(publishing());
    var resource = context.resource();
    var keptStatuses = context.dependencies().keptStatuses();
    var whole =
        ModelActivity.in(
            StatusWriter.next(resource, context.generation(), context.record(), outcome, now()),
            context.models(),
            now());
    var next = keptStatuses.keptOf(whole);
    var reported = resource;
    if (!StatusWriter.sameNews(resource.getStatus(), next)) {
      reported = context.resources().writeStatus(resource, next);
      keptStatuses.compare(next, reported.getStatus());
      measure(resource, outcome.reason());
      ProfileEvents.modelsEnd(resource.getStatus(), next).ifPresent(context::announce);
    }
    Stream.of(
            context.events().stream(),
            failureNews(resource, outcome).stream(),
            keptStatuses.reported(context.uid(), whole).stream())
        .flatMap(Function.identity())
        .forEach(event -> context.resources().announce(resource, event));
    return reported;
  }

  private Publishing publishing() {
    return context.publishing() instanceof Publishing.Untouched
        ? new PublishExecutor(context).unread(isProfileGone())
        : context.publishing();
  }

  /** Whether the published ConfigMap names a profile that the resource no longer has. */
  private boolean isProfileGone() {
    var record = context.record();
    return record.arn().isEmpty()
        || record.wasNotFound()
        || !record.arn().equals(StatusReader.record(context.resource()).arn());
  }

  private Instant now() {
    return context.dependencies().clock().instant();
  }

  private void measure(InferenceProfile resource, Reason reason) {
    if (reason == Reason.AVAILABLE && !StatusReader.wasEverReady(resource)) {
      StatusReader.createdAt(resource)
          .map(created -> Duration.between(created, now()))
          .ifPresent(context.dependencies().meters()::firstReadyAfter);
    }
    if (reason == Reason.PROFILE_LOST && isNews(resource, reason)) {
      context.drifted(ReconcileMeters.Drift.LOST);
    }
  }

  private static boolean isNews(InferenceProfile resource, Reason reason) {
    return !StatusReader.reason(resource).equals(Optional.of(reason));
  }

  /** An event for each change of the reason, not for each retry. */
  private static Optional<ResourceEvent> failureNews(InferenceProfile resource, Outcome outcome) {
    var isFailure =
        switch (outcome.reason()) {
          case AVAILABLE, CREATING, DELETING, SUSPENDED -> false;
          case INVALID_SPEC,
              TOO_MANY_TAGS,
              IMMUTABLE_FIELD_CHANGED,
              SOURCE_NOT_FOUND,
              NAME_CONFLICT,
              ADOPTION_REFUSED,
              PROFILE_LOST,
              ACCESS_DENIED,
              QUOTA_EXCEEDED,
              CREDENTIALS_UNAVAILABLE,
              NO_ACCOUNT,
              AMBIGUOUS_ACCOUNT,
              ACCOUNT_NOT_ALLOWED,
              ACCOUNT_UNAVAILABLE,
              PUBLISH_CONFLICT,
              PUBLISH_DISABLED,
              PUBLISH_REFUSED,
              REVISION_CONFLICT,
              DELETION_BLOCKED,
              THROTTLED,
              BEDROCK_UNAVAILABLE,
              BEDROCK_ERROR ->
              true;
        };
    return isFailure && isNews(resource, outcome.reason())
        ? Optional.of(ResourceEvent.warning(outcome.reason().value(), outcome.message()))
        : Optional.empty();
  }
}
