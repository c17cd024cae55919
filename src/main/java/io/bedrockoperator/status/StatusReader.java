package io.bedrockoperator.status;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.api.TagKeysOfCreation;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.ClientRequestToken;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.profile.ProfileRecord;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what earlier reconciliations left in the status of a resource. */
public final class StatusReader {

  /**
   * A change of the value of this annotation requests a full reconciliation now. The status returns
   * the value once that is done.
   */
  public static final String RECONCILE_REQUESTED_AT = "bedrock-operator.io/reconcile-requested-at";

  private StatusReader() {}

  public static ProfileRecord record(InferenceProfile resource) {
    var stored = believed(resource).map(StatusReader::record).orElse(ProfileRecord.NOTHING);
    // A status that names the profile also says which tags the operator applied.
    return stored.arn().isPresent()
        ? stored
        : stored.withTagKeysOfEither(TagKeysOfCreation.read(resource));
  }

  private static ProfileRecord record(InferenceProfileStatus stored) {
    return new ProfileRecord(
        Optional.ofNullable(stored.inferenceProfileArn())
            .filter(
                arn -> Arn.parse(arn).filter(parsed -> isOfTheAccount(parsed, stored)).isPresent()),
        Optional.ofNullable(stored.clientRequestToken()),
        Set.copyOf(orEmpty(stored.appliedTagKeys())),
        orEmpty(stored.previousInferenceProfileArns()),
        text(stored.status()),
        text(stored.type()),
        orEmpty(stored.models()).stream()
            .map(ProfileModel::modelArn)
            .flatMap(Stream::ofNullable)
            .toList(),
        text(stored.createdAt()),
        Optional.ofNullable(stored.syncedGeneration()).or(() -> readyGeneration(stored)),
        Optional.ofNullable(stored.refusal()).flatMap(StandingRefusals::read),
        pin(stored));
  }

  private static boolean isOfTheAccount(Arn arn, InferenceProfileStatus stored) {
    return arn.isApplicationProfile()
        && (stored.accountId() == null || stored.accountId().equals(arn.account()));
  }

  private static Optional<Pin> pin(InferenceProfileStatus stored) {
    return Optional.ofNullable(stored.accountId())
        .or(
            () ->
                Optional.ofNullable(stored.inferenceProfileArn())
                    .flatMap(Arn::parse)
                    .map(Arn::account))
        .map(
            accountId ->
                new Pin(accountId, Optional.ofNullable(stored.accountRef()).map(AccountRef::name)));
  }

  /** Earlier versions recorded in no other way that the profile was in sync with the spec. */
  private static Optional<Long> readyGeneration(InferenceProfileStatus stored) {
    return isTrue(Condition.find(orEmpty(stored.conditions()), Conditions.READY))
        ? Optional.ofNullable(stored.observedGeneration())
        : Optional.empty();
  }

  /**
   * The status, unless it is about another resource. A backup may bring along the status of a
   * resource in another cluster, or of an earlier resource of this name; the token carries the uid
   * of that one.
   */
  private static Optional<InferenceProfileStatus> believed(InferenceProfile resource) {
    return Optional.ofNullable(resource.getStatus())
        .filter(
            status ->
                status.clientRequestToken() == null
                    || ClientRequestToken.isOf(
                        resource.getMetadata().getUid(), status.clientRequestToken()));
  }

  /** Returns the conditions in the status, unless it is about another resource. */
  public static List<Condition> conditions(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::conditions).orElse(List.of());
  }

  private static Optional<Condition> ready(InferenceProfile resource) {
    return Condition.find(conditions(resource), Conditions.READY);
  }

  /** Whether anything was ever reported on the resource. */
  public static boolean wasReported(InferenceProfile resource) {
    return ready(resource).isPresent();
  }

  public static boolean isReady(InferenceProfile resource) {
    return isTrue(ready(resource));
  }

  private static boolean isTrue(Optional<Condition> condition) {
    return condition.filter(found -> Conditions.TRUE.equals(found.status())).isPresent();
  }

  /**
   * Returns the reason of the Ready condition; empty if the status has none, or has one of another
   * version. No plan for the resource itself depends on it.
   */
  public static Optional<Reason> reason(InferenceProfile resource) {
    return ready(resource).map(Condition::reason).flatMap(Reason::ofValue);
  }

  /** Returns when the resource was created, which an API server always says. */
  public static Optional<Instant> createdAt(InferenceProfile resource) {
    return Optional.ofNullable(resource.getMetadata().getCreationTimestamp()).map(Instant::parse);
  }

  /**
   * Whether the resource was ever Ready, as far as the status says: it names a profile that was
   * ACTIVE, or one that was lost.
   */
  public static boolean wasEverReady(InferenceProfile resource) {
    var record = record(resource);
    return record.isFinal() || record.wasNotFound() || !record.previousArns().isEmpty();
  }

  public static Optional<OperationError> error(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::error);
  }

  /** Whether the status is about the present spec. */
  public static boolean isCurrent(InferenceProfile resource) {
    return reportedGeneration(resource)
        .filter(stored -> stored == generation(resource))
        .isPresent();
  }

  /** Whether the profile is in sync with the present spec, as far as the status says. */
  public static boolean isSynced(InferenceProfile resource, ProfileRecord record) {
    return record.syncedGeneration().filter(synced -> synced == generation(resource)).isPresent();
  }

  /** Returns the generation of the present spec. Generations begin at 1. */
  public static long generation(InferenceProfile resource) {
    return Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L);
  }

  static Optional<Long> reportedGeneration(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::observedGeneration);
  }

  /** Whether a user has requested a reconciliation since the last report. */
  public static boolean isRequested(InferenceProfile resource) {
    var asked = requestedAt(resource);
    return asked.isPresent() && !asked.equals(lastHandled(resource));
  }

  /** Returns the name of the ConfigMap that was published. */
  public static Optional<String> published(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::published).map(Published::configMap);
  }

  /** Returns what the status says about each model, by ARN. */
  static Map<String, ProfileModel> models(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::models).orElse(List.of()).stream()
        .filter(model -> model.modelArn() != null)
        .collect(Collectors.toMap(ProfileModel::modelArn, Function.identity(), (a, b) -> b));
  }

  static Optional<String> lastHandled(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::lastHandledReconcileAt);
  }

  /** Returns the value of the annotation that requests a reconciliation. */
  public static Optional<String> requestedAt(HasMetadata resource) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(RECONCILE_REQUESTED_AT));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
