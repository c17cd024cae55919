package io.bedrockoperator.aws.rate;

/** Who goes first where calls have to wait; the most urgent first. */
public enum Priority {
  /** Creates, deletes and writes tags. */
  CHANGE,
  /** A read that a resource's pass waits for. */
  READ,
  /** A read that nobody waits for. */
  CHECK;

  /**
   * By the first word of the operation's name, which AWS chooses by what it does. Passes wait for
   * the listing that all share, whoever asked for it first.
   */
  public static Priority of(String operation, boolean somebodyWaits) {
    if (!operation.startsWith("Get") && !operation.startsWith("List")) {
      return CHANGE;
    }
    return somebodyWaits || operation.equals("ListInferenceProfiles") ? READ : CHECK;
  }
}
