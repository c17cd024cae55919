package io.bedrockoperator.deployment;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.rollout.RolloutRecord;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the next status of a deployment.
 *
 * @param revisions the revisions as they were read
 * @param record the record of the rollout from now on
 * @param served the revision whose profile is published from now on; empty if that stays as it was
 */
record DeploymentReport(
    InferenceProfileDeployment deployment,
    List<ObservedRevision> revisions,
    RolloutRecord record,
    Optional<ObservedRevision> served,
    Publishing publishing,
    Instant now) {

  private static final String NO_REVISION = "NoRevision";

  DeploymentReport {
    revisions = List.copyOf(revisions);
  }

  InferenceProfileDeploymentStatus status(RolloutOutcome outcome) {
    var before = Optional.ofNullable(deployment.getStatus());
    var arn =
        served
            .flatMap(ObservedRevision::arn)
            .or(() -> before.map(InferenceProfileDeploymentStatus::inferenceProfileArn));
    var parsed = arn.flatMap(Arn::parse);
    return new InferenceProfileDeploymentStatus(
        deployment.getMetadata().getGeneration(),
        record.current().orElse(null),
        arn.orElse(null),
        parsed.map(Arn::id).orElse(null),
        parsed.map(Arn::region).orElse(null),
        served
            .map(ObservedRevision::models)
            .or(() -> before.map(InferenceProfileDeploymentStatus::models))
            .filter(models -> !models.isEmpty())
            .orElse(null),
        StatusWriter.published(DeploymentReport.published(deployment), publishing)
            .map(Published::new)
            .orElse(null),
        RolloutRecords.written(record, revisions),
        conditions(outcome));
  }

  /** Returns the ConfigMap that the status names. */
  static Optional<String> published(InferenceProfileDeployment deployment) {
    return Optional.ofNullable(deployment.getStatus())
        .map(InferenceProfileDeploymentStatus::published)
        .map(Published::configMap);
  }

  static List<Condition> conditions(InferenceProfileDeployment deployment) {
    return Optional.ofNullable(deployment.getStatus())
        .map(InferenceProfileDeploymentStatus::conditions)
        .orElse(List.of());
  }

  private List<Condition> conditions(RolloutOutcome outcome) {
    var after = new ArrayList<Condition>();
    after.add(condition(Conditions.READY, outcome.ready(), outcome.reason(), outcome.message()));
    after.add(available());
    switch (outcome.progress()) {
      case RECONCILING ->
          after.add(
              condition(
                  Conditions.RECONCILING, Conditions.TRUE, outcome.reason(), outcome.message()));
      case STALLED ->
          after.add(
              condition(Conditions.STALLED, Conditions.TRUE, outcome.reason(), outcome.message()));
      case DONE -> {}
    }
    Conditions.published(conditions(deployment), publishing, generation(), now)
        .ifPresent(after::add);
    current()
        .flatMap(ObservedRevision::modelActive)
        .map(this::ofThisGeneration)
        .ifPresent(after::add);
    return after;
  }

  private Condition ofThisGeneration(Condition condition) {
    return new Condition(
        condition.type(),
        condition.status(),
        generation(),
        condition.lastTransitionTime(),
        condition.reason(),
        condition.message());
  }

  private Optional<ObservedRevision> current() {
    return revisions.stream()
        .filter(ObservedRevision::isLiving)
        .filter(revision -> record.current().equals(Optional.of(revision.name())))
        .findFirst();
  }

  private Condition available() {
    var current = current();
    if (current.isEmpty()) {
      return condition(
          Conditions.AVAILABLE,
          Conditions.FALSE,
          NO_REVISION,
          record
              .current()
              .map("The revision %s is not there"::formatted)
              .orElse("No revision is in use yet"));
    }
    var name = current.get().name();
    var health = current.get().health();
    if (health.usable()) {
      return available("The revision %s can be used".formatted(name));
    }
    var notReady = "The revision %s is not Ready: %s".formatted(name, health.message());
    if (health.seenActive() && !isOutOfSight(health.reason())) {
      return available(notReady + ". Its profile is ACTIVE all the same, as it was last read");
    }
    return condition(
        Conditions.AVAILABLE,
        health.seenActive() ? Conditions.UNKNOWN : Conditions.FALSE,
        health.reason().isEmpty() ? Reason.CREATING.value() : health.reason(),
        notReady);
  }

  private Condition available(String message) {
    return condition(Conditions.AVAILABLE, Conditions.TRUE, Reason.AVAILABLE.value(), message);
  }

  /** Whether nobody can say what has become of a profile of a revision with this reason. */
  private static boolean isOutOfSight(String reason) {
    return Reason.ofValue(reason).map(DeploymentReport::isOutOfSight).orElse(true);
  }

  private static boolean isOutOfSight(Reason reason) {
    return switch (reason) {
      case CREATING,
          DELETING,
          SUSPENDED,
          PROFILE_LOST,
          ACCESS_DENIED,
          CREDENTIALS_UNAVAILABLE,
          NO_ACCOUNT,
          AMBIGUOUS_ACCOUNT,
          ACCOUNT_NOT_ALLOWED,
          ACCOUNT_UNAVAILABLE,
          DELETION_BLOCKED,
          THROTTLED,
          BEDROCK_UNAVAILABLE,
          BEDROCK_ERROR ->
          true;
      case AVAILABLE,
          INVALID_SPEC,
          TOO_MANY_TAGS,
          IMMUTABLE_FIELD_CHANGED,
          SOURCE_NOT_FOUND,
          NAME_CONFLICT,
          ADOPTION_REFUSED,
          QUOTA_EXCEEDED,
          PUBLISH_CONFLICT,
          PUBLISH_DISABLED,
          PUBLISH_REFUSED,
          REVISION_CONFLICT ->
          false;
    };
  }

  private Condition condition(String type, String status, String reason, String message) {
    return Condition.following(
        conditions(deployment), type, status, generation(), reason, message, now);
  }

  private long generation() {
    return deployment.getMetadata().getGeneration();
  }
}
