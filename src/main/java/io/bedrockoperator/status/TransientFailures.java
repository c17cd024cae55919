package io.bedrockoperator.status;

import io.bedrockoperator.api.InferenceProfile;

/** Holds back what may be a blip: a failure that is over soon is no news. */
public final class TransientFailures {

  /** So many attempts must fail before a held Ready condition changes. */
  public static final int ATTEMPTS_BEFORE_NEWS = 3;

  private TransientFailures() {}

  /**
   * Whether nothing is written of a failure yet: its kind may pass by itself, few attempts failed,
   * and the resource is Ready for its present spec.
   *
   * @param failedAttempts in a row, this one included
   */
  public static boolean holdsBack(InferenceProfile resource, Reason reason, int failedAttempts) {
    return reason.isHeldAtFirst()
        && failedAttempts < ATTEMPTS_BEFORE_NEWS
        && StatusReader.isReady(resource)
        && StatusReader.isCurrent(resource);
  }
}
