package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.Level;

/** Writes the status, once and last, and only where it is news. */
record Reporter(
    ResourceStore resources,
    InstantSource clock,
    KeptStatuses keptStatuses,
    ReconcileMeters meters) {

  /** Returns the resource as the cluster then has it. */
  InferenceProfile report(
      InferenceProfile resource, Facts facts, Outcome outcome, List<ResourceEvent> announcements) {
    var whole = Statuses.next(resource, facts, outcome, clock.instant());
    var next = keptStatuses.keptOf(whole);
    var reported = resource;
    if (!Statuses.sameNews(resource.getStatus(), next)) {
      reported = resources.writeStatus(resource, next);
      keptStatuses.compare(next, reported.getStatus());
      if (outcome.reason() == Reason.AVAILABLE && !Statuses.wasEverReady(resource)) {
        Statuses.createdAt(resource)
            .map(created -> Duration.between(created, clock.instant()))
            .ifPresent(meters::firstReadyAfter);
      }
    }
    announcements.forEach(announcement -> resources.announce(resource, announcement));
    failureNews(resource, outcome)
        .ifPresent(announcement -> resources.announce(resource, announcement));
    keptStatuses
        .reported(resource.getMetadata().getUid(), whole)
        .ifPresent(announcement -> resources.announce(resource, announcement));
    return reported;
  }

  /** Once for each change of reason, not once for each retry. */
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
              DELETION_BLOCKED,
              THROTTLED,
              BEDROCK_UNAVAILABLE,
              BEDROCK_ERROR ->
              true;
        };
    var isNews = !Statuses.reason(resource).equals(Optional.of(outcome.reason()));
    return isFailure && isNews
        ? Optional.of(ResourceEvent.warning(outcome.reason().word(), outcome.message()))
        : Optional.empty();
  }

  /** What AWS answers has no stack trace, also where this version does not know the answer. */
  static void log(InferenceProfile resource, Facts facts, Outcome outcome) {
    var arn = facts.recorded().arn().orElse("");
    var level = outcome.reason() == Reason.BEDROCK_ERROR ? Level.ERROR : Level.WARN;
    outcome
        .error()
        .ifPresent(error -> ActionLog.failed(level, resource, arn, outcome.reason(), error));
  }
}
