package io.bedrockoperator.profile.plan;

import java.util.Optional;

/** What to do next for a resource that is being deleted. */
public sealed interface DeletionAction {

  /**
   * Delete a profile of this resource.
   *
   * @param last whether nothing else can be left once this profile is deleted
   */
  record Delete(String arn, boolean last) implements DeletionAction {}

  /** Remove the finalizer. */
  record Release(Cause cause, Optional<String> arn) implements DeletionAction {}

  /**
   * A profile may exist that is not visible yet. Look again later.
   *
   * @param cause why the finalizer is removed then
   */
  record AwaitCertainty(Cause cause) implements DeletionAction {}

  /** It is unknown where to look: the spec names no Region, and the operator has none. */
  record AwaitRegion() implements DeletionAction {}

  record Suspend() implements DeletionAction {}

  enum Cause {
    GONE,
    RETAINED,
    NOT_OURS
  }
}
