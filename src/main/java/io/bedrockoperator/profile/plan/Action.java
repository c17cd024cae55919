package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one thing to do next. Values only: nothing here can reach the network. */
public sealed interface Action {

  record Create(DesiredProfile profile, String token) implements Action {}

  /**
   * Take over a profile by writing our tags on it.
   *
   * @param formerOwner whom it is taken from, if its tags name somebody
   */
  record Adopt(ObservedProfile profile, Map<String, String> put, Optional<Owner> formerOwner)
      implements Action {}

  record Retag(Observation.Found found, Map<String, String> put, Set<String> remove)
      implements Action {}

  /** Nothing to write; report what was found, if anything was looked at. */
  record Keep(String arn, Optional<ObservedProfile> profile) implements Action {}

  /**
   * Bedrock has it, but does not call it ACTIVE yet.
   *
   * @param inOrder its tags are known to be as the spec says
   */
  record Await(Observation.Found found, boolean inOrder) implements Action {}

  /** The recorded profile was not there this time; look again before believing it. */
  record LookAgain(String arn) implements Action {}

  /** The loss is certain: from now on another profile is to be created, under a new token. */
  record Recreate(String lostArn, String token) implements Action {}

  /**
   * What a later reconciliation finds under our own tags counts as created here if the status has a
   * token, and else as adopted: so the token is recorded, or taken away, before there is anything
   * to find.
   */
  record ChangeToken(Optional<String> token, String message) implements Action {}

  /**
   * The user wants back what another resource took: from now on it is not this resource's, but one
   * to adopt, until that is done.
   */
  record Reclaim(String arn) implements Action {}

  /** Bedrock calls the name taken, but no profile of that name can be seen yet. */
  record AwaitName(String name, NameClaim claim) implements Action {}

  /**
   * The conflict is not about the name, which nobody can be seen to hold, but about the token: it
   * made a profile that is gone, or was sent with other tags. From now on another one is used.
   */
  record RotateToken(String name, String token) implements Action {}

  /**
   * A profile may have been created that is not visible yet; look again before another is chosen.
   */
  record AwaitCertainty(String name) implements Action {}

  /** Nothing is begun that no later reconciliation could know of. */
  record AwaitSchema(String message) implements Action {}

  record Suspend() implements Action {}

  record Refuse(Refusal why, String message) implements Action {}

  /** Why nothing can be done until somebody acts. */
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
