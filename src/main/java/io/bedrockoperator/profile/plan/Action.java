package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one action to take next. Actions are plain values: nothing here can reach the network. */
public sealed interface Action {

  record Create(DesiredProfile profile, String token) implements Action {}

  /**
   * Adopt a profile by writing this resource's tags to it.
   *
   * @param formerOwner the owner that the tags of the profile name, if any
   */
  record Adopt(ObservedProfile profile, Map<String, String> put, Optional<Owner> formerOwner)
      implements Action {}

  record Retag(Observation.Found found, Map<String, String> put, Set<String> remove)
      implements Action {}

  /** Write nothing, and report the profile if it was read. */
  record Keep(String arn, Optional<ObservedProfile> profile) implements Action {}

  /**
   * Bedrock has the profile, but does not call it ACTIVE yet.
   *
   * @param inOrder whether its tags are known to be as the spec says
   */
  record Await(Observation.Found found, boolean inOrder) implements Action {}

  /** The profile was not found this time. Look again before it counts as missing. */
  record LookAgain(String arn) implements Action {}

  /** The loss is certain: another profile is to be created, with a new token. */
  record Recreate(String lostArn, String token) implements Action {}

  /**
   * Record the token, or remove it, before there is a profile to find. If a later reconciliation
   * finds one with this resource's owner tags, it counts as created here if the status has a token,
   * and as adopted otherwise.
   */
  record ChangeToken(Optional<String> token, String message) implements Action {}

  /**
   * The user wants back a profile that another resource took over. Until it is adopted again, it is
   * one to adopt and not this resource's.
   */
  record Reclaim(String arn) implements Action {}

  /** Bedrock calls the name taken, but shows no profile of that name yet. */
  record AwaitName(String name, NameClaim claim) implements Action {}

  /**
   * Use another token from now on. The conflict is not about the name, since no profile of that
   * name is visible, but about the token: it created a profile that is gone, or was sent with other
   * tags.
   */
  record RotateToken(String name, String token) implements Action {}

  /**
   * A profile may have been created that is not visible yet. Look again before another one is
   * chosen.
   */
  record AwaitCertainty(String name) implements Action {}

  /**
   * Start nothing, because the installed CustomResourceDefinition does not keep what a later
   * reconciliation has to know about it.
   */
  record AwaitSchema(String message) implements Action {}

  record Suspend() implements Action {}

  record Refuse(Refusal why, String message) implements Action {}

  /** Why nothing can be done until a user or the platform team acts. */
  enum Refusal {
    INVALID_SPEC,
    TOO_MANY_TAGS,
    QUOTA_EXCEEDED,
    IMMUTABLE_FIELD_CHANGED,
    NAME_CONFLICT,
    ADOPTION_REFUSED,
    PROFILE_LOST
  }
}
