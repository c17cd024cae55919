package io.bedrockoperator.status;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.profile.ProfileRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the next status, always as a whole. */
public final class StatusWriter {

  /** The default in the CRD, which no reported resource has: generations begin at 1. */
  private static final long UNREPORTED = -1;

  private StatusWriter() {}

  /**
   * Returns the whole status after this outcome.
   *
   * @param generation the generation of the spec that the outcome is about
   */
  public static InferenceProfileStatus next(
      InferenceProfile resource,
      long generation,
      ProfileRecord record,
      Outcome outcome,
      Instant now) {
    return status(
        generation,
        record,
        models(resource, record),
        published(StatusReader.published(resource), outcome.publishing()),
        StatusReader.requestedAt(resource).or(() -> StatusReader.lastHandled(resource)),
        outcome.error(),
        Conditions.fold(StatusReader.conditions(resource), outcome, generation, now));
  }

  /** Keeps what the status says about the lifecycle of each model. */
  private static List<ProfileModel> models(InferenceProfile resource, ProfileRecord record) {
    var said = StatusReader.models(resource);
    return record.models().stream()
        .map(arn -> said.getOrDefault(arn, ProfileModel.of(arn)))
        .toList();
  }

  /**
   * Returns the ConfigMap that is published now.
   *
   * @param before the one that was published before
   */
  public static Optional<String> published(Optional<String> before, Publishing publishing) {
    return switch (publishing) {
      case Publishing.Untouched() -> before;
      case Publishing.Withdrawn() -> Optional.empty();
      case Publishing.Done(String configMap) -> Optional.of(configMap);
      case Publishing.Outdated(String configMap) -> Optional.of(configMap);
      case Publishing.Missing(String configMap) -> Optional.empty();
      case Publishing.Hindered(Reason reason, String message, var instead) -> instead;
    };
  }

  /** Returns the present status with this record. */
  public static InferenceProfileStatus withRecord(InferenceProfile resource, ProfileRecord record) {
    return withRecord(
        resource, record, StatusReader.reportedGeneration(resource).orElse(UNREPORTED));
  }

  /** Returns the present status with this record, and with the spec marked as not reported on. */
  public static InferenceProfileStatus withRecordOfBeginning(
      InferenceProfile resource, ProfileRecord record) {
    return withRecord(resource, record, UNREPORTED);
  }

  private static InferenceProfileStatus withRecord(
      InferenceProfile resource, ProfileRecord record, long generation) {
    return status(
        generation,
        record,
        models(resource, record),
        StatusReader.published(resource),
        StatusReader.lastHandled(resource),
        StatusReader.error(resource),
        StatusReader.conditions(resource));
  }

  private static InferenceProfileStatus status(
      long generation,
      ProfileRecord record,
      List<ProfileModel> models,
      Optional<String> published,
      Optional<String> lastHandled,
      Optional<OperationError> error,
      List<Condition> conditions) {
    var arn = record.arn().flatMap(Arn::parse);
    return new InferenceProfileStatus(
        generation,
        record.arn().orElse(null),
        arn.map(Arn::id).orElse(null),
        orNull(record.bedrockStatus()),
        orNull(record.type()),
        orNull(models),
        arn.map(Arn::region).orElse(null),
        record.pin().map(Pin::accountId).or(() -> arn.map(Arn::account)).orElse(null),
        record.pin().flatMap(Pin::accountName).map(AccountRef::new).orElse(null),
        orNull(record.createdAt()),
        record.token().orElse(null),
        orNull(record.appliedTagKeys().stream().sorted().toList()),
        orNull(record.previousArns()),
        record.syncedGeneration().orElse(null),
        record.refusal().map(StandingRefusals::written).orElse(null),
        published.map(Published::new).orElse(null),
        lastHandled.orElse(null),
        error.orElse(null),
        conditions);
  }

  /** Whether nothing has changed but the request id. */
  public static boolean sameNews(
      @Nullable InferenceProfileStatus before, InferenceProfileStatus after) {
    return before != null && before.withoutRequestId().equals(after.withoutRequestId());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
