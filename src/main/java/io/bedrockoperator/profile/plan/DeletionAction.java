package io.bedrockoperator.profile.plan;

import java.util.Optional;

/** What to do next for a resource that is being deleted. */
public sealed interface DeletionAction {

  /**
   * Delete a profile that is ours.
   *
   * @param last nothing else can be left once this profile is deleted
   */
  record Delete(String arn, boolean last) implements DeletionAction {}

  /** Let the resource go. */
  record Release(Cause cause, Optional<String> arn) implements DeletionAction {}

  /**
   * A profile may exist that cannot be seen yet; look again later.
   *
   * @param cause for which the resource is let go then
   */
  record AwaitCertainty(Cause cause) implements DeletionAction {}

  /** Nobody can say where to look: the spec names no Region, and the operator has none. */
  record AwaitRegion() implements DeletionAction {}

  record Suspend() implements DeletionAction {}

  enum Cause {
    GONE,
    RETAINED,
    NOT_OURS
  }
}
