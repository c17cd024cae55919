package io.bedrockoperator.aws.rate;

import io.bedrockoperator.aws.BedrockOperation;

/** Who goes first where calls have to wait; the most urgent first. */
public enum Priority {
  /** Creates, deletes and writes tags. */
  CHANGE,
  /** A read that a reconciliation waits for. */
  READ,
  /** A read that nobody waits for. */
  CHECK;

  /** A reconciliation waits for the listing that all share, whoever asked for it first. */
  public static Priority of(BedrockOperation operation, boolean somebodyWaits) {
    return switch (operation) {
      case CREATE_INFERENCE_PROFILE, DELETE_INFERENCE_PROFILE, TAG_RESOURCE, UNTAG_RESOURCE ->
          CHANGE;
      case LIST_INFERENCE_PROFILES -> READ;
      case LIST_FOUNDATION_MODELS -> CHECK;
      case GET_INFERENCE_PROFILE, LIST_TAGS_FOR_RESOURCE, GET_RESOURCES ->
          somebodyWaits ? READ : CHECK;
    };
  }
}
