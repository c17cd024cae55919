package io.bedrockoperator.profile;

import java.util.Optional;

/** What to do next for a resource that is being deleted. */
public sealed interface Removal {

  /**
   * Delete a profile that is ours.
   *
   * @param last nothing else can be left once this profile is deleted
   */
  record Delete(String arn, boolean last) implements Removal {}

  /** Let the resource go. */
  record Release(Cause cause, Optional<String> arn) implements Removal {}

  /**
   * A profile may exist that cannot be seen yet; look again later.
   *
   * @param cause for which the resource is let go then
   */
  record AwaitCertainty(Cause cause) implements Removal {}

  record Suspend() implements Removal {}

  enum Cause {
    GONE,
    RETAINED,
    NOT_OURS
  }
}
