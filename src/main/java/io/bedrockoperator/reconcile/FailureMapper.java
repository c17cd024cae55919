package io.bedrockoperator.reconcile;

import io.bedrockoperator.account.AccountChoice;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.PlainText;
import io.bedrockoperator.status.Reason;
import java.util.Optional;

/** Finds the row of the decision table for a failure. */
final class FailureMapper {

  /**
   * Enough for every message that AWS is known to send; an HTML page does not belong in a status.
   */
  private static final int LONGEST_MESSAGE = 1000;

  private static final int LONGEST_WORD = 100;

  private FailureMapper() {}

  /**
   * @param region the Region where the profile is, or was to be created
   * @param account the account whose credentials were used
   */
  static Outcome of(StoreFailure failure, String region, AwsAccount account) {
    var reason = inAccount(reasonOf(failure), account);
    var error = errorOf(failure);
    return Outcome.of(
        reason,
        error.operation() + ": " + error.message() + remedy(reason, region),
        Optional.of(error));
  }

  /**
   * Missing credentials of a BedrockAccount are a problem of that account, whose status reports
   * them too.
   */
  private static Reason inAccount(Reason reason, AwsAccount account) {
    return reason == Reason.CREDENTIALS_UNAVAILABLE && !account.isOwn()
        ? Reason.ACCOUNT_UNAVAILABLE
        : reason;
  }

  static Reason reasonOf(AccountChoice.Kind kind) {
    return switch (kind) {
      case NO_ACCOUNT -> Reason.NO_ACCOUNT;
      case AMBIGUOUS_ACCOUNT -> Reason.AMBIGUOUS_ACCOUNT;
      case ACCOUNT_NOT_ALLOWED -> Reason.ACCOUNT_NOT_ALLOWED;
      case ACCOUNT_UNAVAILABLE -> Reason.ACCOUNT_UNAVAILABLE;
      case IMMUTABLE_FIELD_CHANGED -> Reason.IMMUTABLE_FIELD_CHANGED;
    };
  }

  static OperationError errorOf(StoreFailure failure) {
    var answer = failure.answer();
    return new OperationError(
        answer.operation().value(),
        answer.code().map(FailureMapper::word).orElse(null),
        answer.httpStatusCode().isPresent() ? answer.httpStatusCode().getAsInt() : null,
        PlainText.of(answer.message(), LONGEST_MESSAGE),
        answer.requestId().map(FailureMapper::word).orElse(null),
        reasonOf(failure).progress() != Reason.Progress.STALLED);
  }

  /** Says what to do, which the message of AWS does not. */
  private static String remedy(Reason reason, String region) {
    return switch (reason) {
      case INVALID_SPEC ->
          " (correct the spec, or apply a new resource where the field cannot be changed; it is"
              + " tried again every hour)";
      case TOO_MANY_TAGS -> " (remove tags from the spec, or others' tags from the profile)";
      case SOURCE_NOT_FOUND ->
          " (modelSource cannot be changed: delete this resource and apply it with a copyFrom that"
              + " Bedrock knows in %s, or wait for the model)".formatted(region);
      case ACCESS_DENIED -> " (allow this action in the IAM policy of the operator's role)";
      case QUOTA_EXCEEDED -> " (delete profiles that nobody needs, or have the quota raised)";
      case ACCOUNT_UNAVAILABLE ->
          " (the conditions of the BedrockAccount say more: have its role and trust policy"
              + " checked)";
      case CREDENTIALS_UNAVAILABLE ->
          " (check the role of the operator, its trust policy and its Pod Identity association)";
      case DELETION_BLOCKED ->
          " (remove what uses the profile, or set deletionPolicy to Retain to leave it)";
      case BEDROCK_UNAVAILABLE ->
          " (it is tried again; if this lasts, check the Region, the network and the endpoint)";
      case BEDROCK_ERROR -> " (it is tried again; if this lasts, report it with status.error)";
      case THROTTLED -> " (it is tried again; if this lasts, set a longer BEDROCK_OPERATOR_RESYNC)";
      case AVAILABLE,
          CREATING,
          DELETING,
          SUSPENDED,
          IMMUTABLE_FIELD_CHANGED,
          NAME_CONFLICT,
          ADOPTION_REFUSED,
          PROFILE_LOST,
          NO_ACCOUNT,
          AMBIGUOUS_ACCOUNT,
          ACCOUNT_NOT_ALLOWED,
          PUBLISH_CONFLICT,
          PUBLISH_DISABLED,
          PUBLISH_REFUSED,
          REVISION_CONFLICT ->
          "";
    };
  }

  private static Reason reasonOf(StoreFailure failure) {
    var operation = failure.answer().operation();
    return switch (failure.kind()) {
      // Only a request that carries values of the spec can be invalid because of the spec.
      case INVALID -> sendsSpec(operation) ? Reason.INVALID_SPEC : Reason.BEDROCK_ERROR;
      case TOO_MANY_TAGS -> Reason.TOO_MANY_TAGS;
      case NOT_FOUND -> isCreate(operation) ? Reason.SOURCE_NOT_FOUND : Reason.BEDROCK_ERROR;
      case CONFLICT -> {
        if (isCreate(operation)) {
          yield Reason.NAME_CONFLICT;
        }
        yield isDelete(operation) ? Reason.DELETION_BLOCKED : Reason.BEDROCK_ERROR;
      }
      case IN_USE -> isDelete(operation) ? Reason.DELETION_BLOCKED : Reason.BEDROCK_ERROR;
      case DENIED -> Reason.ACCESS_DENIED;
      case QUOTA -> Reason.QUOTA_EXCEEDED;
      case NO_CREDENTIALS -> Reason.CREDENTIALS_UNAVAILABLE;
      case THROTTLED -> Reason.THROTTLED;
      case UNAVAILABLE -> Reason.BEDROCK_UNAVAILABLE;
      case UNEXPECTED -> Reason.BEDROCK_ERROR;
    };
  }

  /** After a conflict on creation, the next reconciliation looks up who holds the name. */
  static boolean isNameTaken(StoreFailure failure) {
    return failure.kind() == Kind.CONFLICT && isCreate(failure.answer().operation());
  }

  static boolean isOfPuttingTags(StoreFailure failure) {
    return failure.answer().operation() == BedrockOperation.TAG_RESOURCE;
  }

  /** The profile vanished between the read and the write. */
  static boolean isGone(StoreFailure failure) {
    return failure.kind() == Kind.NOT_FOUND && !isCreate(failure.answer().operation());
  }

  static Reason reasonOf(Action.Refusal refusal) {
    return switch (refusal) {
      case INVALID_SPEC -> Reason.INVALID_SPEC;
      case TOO_MANY_TAGS -> Reason.TOO_MANY_TAGS;
      case QUOTA_EXCEEDED -> Reason.QUOTA_EXCEEDED;
      case IMMUTABLE_FIELD_CHANGED -> Reason.IMMUTABLE_FIELD_CHANGED;
      case NAME_CONFLICT -> Reason.NAME_CONFLICT;
      case ADOPTION_REFUSED -> Reason.ADOPTION_REFUSED;
      case PROFILE_LOST -> Reason.PROFILE_LOST;
    };
  }

  private static boolean sendsSpec(BedrockOperation operation) {
    return isCreate(operation) || operation == BedrockOperation.TAG_RESOURCE;
  }

  private static boolean isCreate(BedrockOperation operation) {
    return operation == BedrockOperation.CREATE_INFERENCE_PROFILE;
  }

  private static boolean isDelete(BedrockOperation operation) {
    return operation == BedrockOperation.DELETE_INFERENCE_PROFILE;
  }

  private static String word(String text) {
    return PlainText.of(text, LONGEST_WORD);
  }
}
