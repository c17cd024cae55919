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
   * A change of this annotation's value asks for a full look now; the value is handed back in the
   * status.
   */
  public static final String RECONCILE_REQUESTED_AT = "bedrock-operator.io/reconcile-requested-at";

  private StatusReader() {}

  public static ProfileRecord record(InferenceProfile resource) {
    var told = believed(resource).map(StatusReader::record).orElse(ProfileRecord.NOTHING);
    // A status that names the profile says by itself which tags are ours.
    return told.arn().isPresent()
        ? told
        : told.withTagKeysOfEither(TagKeysOfCreation.read(resource));
  }

  private static ProfileRecord record(InferenceProfileStatus told) {
    return new ProfileRecord(
        Optional.ofNullable(told.inferenceProfileArn())
            .filter(arn -> Arn.parse(arn).filter(is -> isOfTheAccount(is, told)).isPresent()),
        Optional.ofNullable(told.clientRequestToken()),
        Set.copyOf(orEmpty(told.appliedTagKeys())),
        orEmpty(told.previousInferenceProfileArns()),
        text(told.status()),
        text(told.type()),
        orEmpty(told.models()).stream()
            .map(ProfileModel::modelArn)
            .flatMap(Stream::ofNullable)
            .toList(),
        text(told.createdAt()),
        Optional.ofNullable(told.syncedGeneration()).or(() -> readyGeneration(told)),
        Optional.ofNullable(told.refusal()).flatMap(StandingRefusals::read),
        pin(told));
  }

  private static boolean isOfTheAccount(Arn arn, InferenceProfileStatus told) {
    return arn.isApplicationProfile()
        && (told.accountId() == null || told.accountId().equals(arn.account()));
  }

  private static Optional<Pin> pin(InferenceProfileStatus told) {
    return Optional.ofNullable(told.accountId())
        .or(
            () ->
                Optional.ofNullable(told.inferenceProfileArn())
                    .flatMap(Arn::parse)
                    .map(Arn::account))
        .map(
            accountId ->
                new Pin(accountId, Optional.ofNullable(told.accountRef()).map(AccountRef::name)));
  }

  /** Versions before said in no other way that the profile was in line with the spec. */
  private static Optional<Long> readyGeneration(InferenceProfileStatus told) {
    return isTrue(Condition.find(orEmpty(told.conditions()), Conditions.READY))
        ? Optional.ofNullable(told.observedGeneration())
        : Optional.empty();
  }

  /**
   * The status, unless it tells of another resource: a backup may bring it along from another
   * cluster, or from an earlier resource of this name, whose uid its token carries.
   */
  private static Optional<InferenceProfileStatus> believed(InferenceProfile resource) {
    return Optional.ofNullable(resource.getStatus())
        .filter(
            status ->
                status.clientRequestToken() == null
                    || ClientRequestToken.isOf(
                        resource.getMetadata().getUid(), status.clientRequestToken()));
  }

  /** What the status says of the resource, unless it tells of another one. */
  public static List<Condition> conditions(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::conditions).orElse(List.of());
  }

  private static Optional<Condition> ready(InferenceProfile resource) {
    return Condition.find(conditions(resource), Conditions.READY);
  }

  /** Whether anything was ever reported. */
  public static boolean wasReported(InferenceProfile resource) {
    return ready(resource).isPresent();
  }

  public static boolean isReady(InferenceProfile resource) {
    return isTrue(ready(resource));
  }

  private static boolean isTrue(Optional<Condition> condition) {
    return condition.filter(is -> Conditions.TRUE.equals(is.status())).isPresent();
  }

  /**
   * Why the resource is as its status says; empty when the status does not say it, or says a value
   * of another version. For news only: what is to be done never depends on it.
   */
  public static Optional<Reason> reason(InferenceProfile resource) {
    return ready(resource).map(Condition::reason).flatMap(Reason::ofValue);
  }

  /** When the resource was created; an API server always says it. */
  public static Optional<Instant> createdAt(InferenceProfile resource) {
    return Optional.ofNullable(resource.getMetadata().getCreationTimestamp()).map(Instant::parse);
  }

  /** As far as the status tells: it names a profile that was ACTIVE, or one that was lost. */
  public static boolean wasEverReady(InferenceProfile resource) {
    var record = record(resource);
    return record.isFinal() || record.wasNotFound() || !record.previousArns().isEmpty();
  }

  public static Optional<OperationError> error(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::error);
  }

  /** The spec that the status speaks of is the present one. */
  public static boolean isCurrent(InferenceProfile resource) {
    return reportedGeneration(resource).filter(told -> told == generation(resource)).isPresent();
  }

  /** The profile is in line with the present spec, as far as the status tells. */
  public static boolean isSynced(InferenceProfile resource, ProfileRecord record) {
    return record.syncedGeneration().filter(synced -> synced == generation(resource)).isPresent();
  }

  /** Of the present spec; generations begin at 1. */
  public static long generation(InferenceProfile resource) {
    return Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L);
  }

  static Optional<Long> reportedGeneration(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::observedGeneration);
  }

  /** Somebody asked for a look since the last report. */
  public static boolean isRequested(InferenceProfile resource) {
    var asked = requestedAt(resource);
    return asked.isPresent() && !asked.equals(lastHandled(resource));
  }

  /** The ConfigMap that was published. */
  public static Optional<String> published(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::published).map(Published::configMap);
  }

  /** What is said of each model, by its ARN. */
  static Map<String, ProfileModel> models(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::models).orElse(List.of()).stream()
        .filter(model -> model.modelArn() != null)
        .collect(Collectors.toMap(ProfileModel::modelArn, Function.identity(), (a, b) -> b));
  }

  static Optional<String> lastHandled(InferenceProfile resource) {
    return believed(resource).map(InferenceProfileStatus::lastHandledReconcileAt);
  }

  /** What the annotation says that asks for a look. */
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
