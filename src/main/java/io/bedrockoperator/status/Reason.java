package io.bedrockoperator.status;

import java.util.Arrays;
import java.util.Optional;

/**
 * The decision table: for every situation, the value of the reason, what the conditions say, and
 * what comes next. The values are public API. <i>Stalled</i> means that a user or the platform team
 * has to act, so that GitOps tools report a failure instead of waiting for ever. The operator
 * rechecks some stalled resources all the same.
 */
public enum Reason {
  AVAILABLE("Available", Ready.TRUE, Progress.DONE, Next.DONE),
  CREATING("Creating", Ready.FALSE, Progress.RECONCILING, Next.POLL),
  DELETING("Deleting", Ready.FALSE, Progress.RECONCILING, Next.POLL),
  SUSPENDED("Suspended", Ready.AS_IT_WAS, Progress.DONE, Next.AWAIT_CHANGE),
  INVALID_SPEC("InvalidSpec", Ready.FALSE, Progress.STALLED, Next.AWAIT_CHANGE),
  TOO_MANY_TAGS("TooManyTags", Ready.FALSE, Progress.STALLED, Next.RESYNC),
  IMMUTABLE_FIELD_CHANGED(
      "ImmutableFieldChanged", Ready.FALSE, Progress.STALLED, Next.AWAIT_CHANGE),
  SOURCE_NOT_FOUND("SourceNotFound", Ready.FALSE, Progress.STALLED, Next.RECHECK),
  NAME_CONFLICT("NameConflict", Ready.FALSE, Progress.STALLED, Next.RECHECK),
  ADOPTION_REFUSED("AdoptionRefused", Ready.FALSE, Progress.STALLED, Next.RESYNC),
  PROFILE_LOST("ProfileLost", Ready.FALSE, Progress.STALLED, Next.RECHECK),
  ACCESS_DENIED("AccessDenied", Ready.FALSE, Progress.STALLED, Next.RECHECK),
  QUOTA_EXCEEDED("QuotaExceeded", Ready.FALSE, Progress.STALLED, Next.RECHECK),
  CREDENTIALS_UNAVAILABLE(
      "CredentialsUnavailable", Ready.HOLD_THEN_FALSE, Progress.STALLED, Next.RECHECK),
  NO_ACCOUNT("NoAccount", Ready.FALSE, Progress.STALLED, Next.RESYNC),
  AMBIGUOUS_ACCOUNT("AmbiguousAccount", Ready.FALSE, Progress.STALLED, Next.RESYNC),
  ACCOUNT_NOT_ALLOWED("AccountNotAllowed", Ready.FALSE, Progress.STALLED, Next.RESYNC),
  ACCOUNT_UNAVAILABLE("AccountUnavailable", Ready.HOLD_THEN_FALSE, Progress.STALLED, Next.RECHECK),
  PUBLISH_CONFLICT("PublishConflict", Ready.FALSE, Progress.STALLED, Next.RESYNC),
  PUBLISH_DISABLED("PublishDisabled", Ready.FALSE, Progress.STALLED, Next.AWAIT_CHANGE),
  PUBLISH_REFUSED("PublishRefused", Ready.FALSE, Progress.STALLED, Next.RECHECK),
  REVISION_CONFLICT("RevisionConflict", Ready.FALSE, Progress.STALLED, Next.RECHECK),
  DELETION_BLOCKED("DeletionBlocked", Ready.FALSE, Progress.RECONCILING, Next.RECHECK),
  THROTTLED("Throttled", Ready.HOLD_THEN_UNKNOWN, Progress.RECONCILING, Next.BACK_OFF),
  BEDROCK_UNAVAILABLE(
      "BedrockUnavailable", Ready.HOLD_THEN_UNKNOWN, Progress.RECONCILING, Next.BACK_OFF),
  BEDROCK_ERROR("BedrockError", Ready.UNKNOWN, Progress.RECONCILING, Next.BACK_OFF);

  /** What the Ready condition says. */
  public enum Ready {
    TRUE,
    FALSE,
    UNKNOWN,
    AS_IT_WAS,
    /**
     * Unknown, but not at first: while Ready is True and few attempts failed, nothing is written.
     */
    HOLD_THEN_UNKNOWN,
    /** False, but not at first: as above, where somebody has to act if the failure lasts. */
    HOLD_THEN_FALSE
  }

  /** Which of the two abnormal-true conditions of kstatus is present. */
  public enum Progress {
    DONE,
    RECONCILING,
    STALLED
  }

  /** When to reconcile the resource again if nothing happens before. */
  public enum Next {
    /** At the next regular check. */
    DONE,
    /** After seconds. */
    POLL,
    /** When the spec changes, or a user requests a reconciliation. */
    AWAIT_CHANGE,
    /** After minutes. */
    RECHECK,
    /** As often as resources at rest are checked. */
    RESYNC,
    HOURLY,
    /** After an exponential backoff. */
    BACK_OFF
  }

  private final String value;
  private final Ready ready;
  private final Progress progress;
  private final Next next;

  Reason(String value, Ready ready, Progress progress, Next next) {
    this.value = value;
    this.ready = ready;
    this.progress = progress;
    this.next = next;
  }

  public String value() {
    return value;
  }

  public Ready ready() {
    return ready;
  }

  /** Whether nothing is written about it at first; see {@link Ready#HOLD_THEN_UNKNOWN}. */
  public boolean isHeldAtFirst() {
    return switch (ready) {
      case HOLD_THEN_UNKNOWN, HOLD_THEN_FALSE -> true;
      case TRUE, FALSE, UNKNOWN, AS_IT_WAS -> false;
    };
  }

  public Progress progress() {
    return progress;
  }

  public Next next() {
    return next;
  }

  /** Whether a correction of the spec may end it. */
  public boolean isCausedBySpec() {
    return switch (this) {
      case INVALID_SPEC,
          TOO_MANY_TAGS,
          IMMUTABLE_FIELD_CHANGED,
          SOURCE_NOT_FOUND,
          NAME_CONFLICT,
          ADOPTION_REFUSED,
          PROFILE_LOST,
          AMBIGUOUS_ACCOUNT,
          PUBLISH_CONFLICT,
          REVISION_CONFLICT ->
          true;
      case AVAILABLE,
          CREATING,
          DELETING,
          SUSPENDED,
          ACCESS_DENIED,
          QUOTA_EXCEEDED,
          CREDENTIALS_UNAVAILABLE,
          NO_ACCOUNT,
          ACCOUNT_NOT_ALLOWED,
          ACCOUNT_UNAVAILABLE,
          PUBLISH_DISABLED,
          PUBLISH_REFUSED,
          DELETION_BLOCKED,
          THROTTLED,
          BEDROCK_UNAVAILABLE,
          BEDROCK_ERROR ->
          false;
    };
  }

  public static Optional<Reason> ofValue(String value) {
    return Arrays.stream(values()).filter(reason -> reason.value.equals(value)).findFirst();
  }
}
