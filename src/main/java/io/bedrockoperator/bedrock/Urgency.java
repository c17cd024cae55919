package io.bedrockoperator.bedrock;

/** Who goes first where calls have to wait; the most urgent first. */
enum Urgency {
  /** Creates, deletes and writes tags. */
  CHANGE,
  /** A read that a resource's pass waits for. */
  READ,
  /** A read that nobody waits for. */
  CHECK
}
