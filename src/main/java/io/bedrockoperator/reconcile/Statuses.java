package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.ClientRequestToken;
import io.bedrockoperator.profile.Recorded;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what earlier passes left in a status, and builds the next one: always complete, always
 * fresh.
 */
public final class Statuses {

  /**
   * A change of this annotation's value asks for a full look now; the value is handed back in the
   * status.
   */
  public static final String RECONCILE_REQUESTED_AT = "bedrock-operator.io/reconcile-requested-at";

  /** What the CRD gives to a new resource: generations begin at 1. */
  private static final long UNREPORTED = -1;

  private Statuses() {}

  public static Facts facts(InferenceProfile resource) {
    var status = believed(resource);
    if (status.isEmpty()) {
      return Facts.nothingBut(Recorded.NOTHING);
    }
    var told = status.get();
    return new Facts(
        new Recorded(
            Optional.ofNullable(told.inferenceProfileArn())
                .filter(arn -> Arn.parse(arn).filter(Arn::isApplicationProfile).isPresent()),
            Optional.ofNullable(told.clientRequestToken()),
            Set.copyOf(orEmpty(told.appliedTagKeys())),
            orEmpty(told.previousInferenceProfileArns())),
        text(told.status()),
        text(told.type()),
        orEmpty(told.models()).stream()
            .map(ProfileModel::modelArn)
            .flatMap(Stream::ofNullable)
            .toList(),
        text(told.createdAt()));
  }

  /**
   * The status, unless it tells of another resource: a backup may bring it along from another
   * cluster, or from an earlier life, whose uid its token carries.
   */
  private static Optional<InferenceProfileStatus> believed(InferenceProfile resource) {
    return Optional.ofNullable(resource.getStatus())
        .filter(
            status ->
                status.clientRequestToken() == null
                    || ClientRequestToken.isOf(
                        resource.getMetadata().getUid(), status.clientRequestToken()));
  }

  static List<Condition> conditions(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::conditions).orElse(List.of());
  }

  static Optional<Condition> ready(InferenceProfile resource) {
    return Conditions.find(conditions(resource), Conditions.READY);
  }

  /**
   * Why the resource is as its status says; empty when the status does not say it, or says a word
   * of another version.
   */
  static Optional<Reason> reason(InferenceProfile resource) {
    return ready(resource).map(Condition::reason).flatMap(Reason::ofWord);
  }

  static boolean isNameConflict(InferenceProfile resource) {
    return reason(resource).filter(Reason.NAME_CONFLICT::equals).isPresent();
  }

  static boolean isReady(InferenceProfile resource) {
    return ready(resource).filter(ready -> Conditions.TRUE.equals(ready.status())).isPresent();
  }

  /** When the resource was created; an API server always says it. */
  static Optional<Instant> createdAt(InferenceProfile resource) {
    return Optional.ofNullable(resource.getMetadata().getCreationTimestamp()).map(Instant::parse);
  }

  /** As far as the status tells: it names a profile that was ACTIVE, or one that was lost. */
  static boolean wasEverReady(InferenceProfile resource) {
    var facts = facts(resource);
    return facts.areFinal() || facts.wereNotFound() || !facts.recorded().previousArns().isEmpty();
  }

  static Optional<OperationError> error(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::error);
  }

  /** The spec that the status speaks of is the present one. */
  public static boolean isCurrent(InferenceProfile resource) {
    return reportedGeneration(resource)
        .filter(generation -> generation.equals(resource.getMetadata().getGeneration()))
        .isPresent();
  }

  /** That was reported of the present spec. */
  public static boolean says(InferenceProfile resource, Reason reason) {
    return isCurrent(resource) && reason(resource).equals(Optional.of(reason));
  }

  /**
   * A spec was reported on, and it is not the present one. Generations begin at 1; the status that
   * the API server gives to a new resource tells of none (the default in the CRD).
   */
  static boolean tellsOfAnotherSpec(InferenceProfile resource) {
    return reportedGeneration(resource).filter(generation -> generation >= 1).isPresent()
        && !isCurrent(resource);
  }

  private static Optional<Long> reportedGeneration(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::observedGeneration);
  }

  /** Somebody asked for a look since the last report. */
  public static boolean isRequested(InferenceProfile resource) {
    var asked = requestedAt(resource);
    return asked.isPresent() && !asked.equals(lastHandled(resource));
  }

  private static Optional<String> lastHandled(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::lastHandledReconcileAt);
  }

  private static Optional<String> requestedAt(InferenceProfile resource) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(RECONCILE_REQUESTED_AT));
  }

  public static InferenceProfileStatus next(
      InferenceProfile resource, Facts facts, Outcome outcome, Instant now) {
    var generation = Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L);
    return status(
        generation,
        facts,
        requestedAt(resource).or(() -> lastHandled(resource)),
        outcome.error(),
        Conditions.fold(conditions(resource), outcome, generation, now));
  }

  /** What the status says already, but with these facts. */
  static InferenceProfileStatus withFacts(InferenceProfile resource, Facts facts) {
    return status(
        reportedGeneration(resource).orElse(UNREPORTED),
        facts,
        lastHandled(resource),
        error(resource),
        conditions(resource));
  }

  private static InferenceProfileStatus status(
      long generation,
      Facts facts,
      Optional<String> lastHandled,
      Optional<OperationError> error,
      List<Condition> conditions) {
    var recorded = facts.recorded();
    var arn = recorded.arn().flatMap(Arn::parse);
    return new InferenceProfileStatus(
        generation,
        recorded.arn().orElse(null),
        arn.map(Arn::id).orElse(null),
        orNull(facts.word()),
        orNull(facts.type()),
        facts.models().isEmpty() ? null : facts.models().stream().map(ProfileModel::new).toList(),
        arn.map(Arn::region).orElse(null),
        arn.map(Arn::account).orElse(null),
        orNull(facts.createdAt()),
        recorded.token().orElse(null),
        recorded.appliedTagKeys().isEmpty()
            ? null
            : recorded.appliedTagKeys().stream().sorted().toList(),
        recorded.previousArns().isEmpty() ? null : recorded.previousArns(),
        lastHandled.orElse(null),
        error.orElse(null),
        conditions);
  }

  /** A new request id alone is no change. */
  static boolean sameNews(@Nullable InferenceProfileStatus before, InferenceProfileStatus after) {
    return before != null && withoutRequestId(before).equals(withoutRequestId(after));
  }

  private static InferenceProfileStatus withoutRequestId(InferenceProfileStatus status) {
    var error = status.error();
    return new InferenceProfileStatus(
        status.observedGeneration(),
        status.inferenceProfileArn(),
        status.inferenceProfileId(),
        status.status(),
        status.type(),
        status.models(),
        status.region(),
        status.accountId(),
        status.createdAt(),
        status.clientRequestToken(),
        status.appliedTagKeys(),
        status.previousInferenceProfileArns(),
        status.lastHandledReconcileAt(),
        error == null
            ? null
            : new OperationError(
                error.operation(),
                error.code(),
                error.httpStatusCode(),
                error.message(),
                null,
                error.retryable()),
        status.conditions());
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
