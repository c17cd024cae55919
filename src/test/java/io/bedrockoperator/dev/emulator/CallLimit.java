package io.bedrockoperator.dev.emulator;

/**
 * How many calls a Region takes. AWS publishes neither number nor form for the operations on
 * inference profiles; a field report tells of two-digit calls a second. EC2 documents a token
 * bucket for each account and Region, five seconds' worth of calls large in its example.
 */
public sealed interface CallLimit {

  CallLimit NONE = new WholeSeconds(Integer.MAX_VALUE);

  /** So many in each whole second. */
  record WholeSeconds(int calls) implements CallLimit {}

  /**
   * A bucket, full at first.
   *
   * @param perSecond refilled steadily, not once a second as EC2's
   * @param burst what the bucket holds
   */
  record TokenBucket(int perSecond, int burst) implements CallLimit {}
}
