package io.bedrockoperator.status;

import io.bedrockoperator.api.InferenceProfile;

/** Decides which failures are not reported yet, because they may be over soon. */
public final class TransientFailures {

  /** This many attempts must fail before a Ready condition that is held changes. */
  public static final int ATTEMPTS_BEFORE_NEWS = 3;

  private TransientFailures() {}

  /**
   * Whether nothing is written about a failure yet: its kind may pass by itself, few attempts
   * failed, and the resource is Ready for its present spec.
   *
   * @param failedAttempts consecutive failed attempts, including this one
   */
  public static boolean holdsBack(InferenceProfile resource, Reason reason, int failedAttempts) {
    return reason.isHeldAtFirst()
        && failedAttempts < ATTEMPTS_BEFORE_NEWS
        && StatusReader.isReady(resource)
        && StatusReader.isCurrent(resource);
  }
}
