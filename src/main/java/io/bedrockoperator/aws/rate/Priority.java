package io.bedrockoperator.aws.rate;

import io.bedrockoperator.aws.BedrockOperation;

/** The order of calls that have to wait; the most urgent first. */
public enum Priority {
  /** Creates, deletes and writes tags. */
  CHANGE,
  /** A read that a reconciliation waits for. */
  READ,
  /** A read that no reconciliation waits for. */
  CHECK;

  /**
   * The priority of a call.
   *
   * @param somebodyWaits whether a reconciliation waits for the answer; makes no difference to the
   *     listing of profiles, which all share and reconciliations wait for in any case
   */
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
