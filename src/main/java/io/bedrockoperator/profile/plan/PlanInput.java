package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.ProfileRecord;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a decision about a resource depends on.
 *
 * @param doubts what has to be read again
 * @param listed the recorded profile, as the most recent listing that was needed showed it
 * @param observation what was read from Bedrock
 * @param nameClaim what is known about the name from trying to create a profile with it
 * @param settled whether every profile that was created for the resource would be visible by now
 * @param deletionsSettled whether a profile that was deleted before the resource came would no
 *     longer be visible by now
 * @param specChanged whether the spec asks for something that was not reported on yet
 * @param hindrance why nothing may be started that a later reconciliation has to know of
 * @param creationRefusal why the account does not allow such a new profile
 * @param adoption what an adoption depends on; the most restrictive facts until they are read
 */
public record PlanInput(
    DesiredState desired,
    ProfileRecord record,
    Doubts doubts,
    Optional<ObservedProfile> listed,
    Observation observation,
    NameClaim nameClaim,
    boolean settled,
    boolean deletionsSettled,
    boolean specChanged,
    Optional<String> hindrance,
    Optional<Action.Refuse> creationRefusal,
    AdoptionFacts adoption) {

  /**
   * What is not known well enough.
   *
   * @param fresh whether this process saw the resource without its finalizer moments ago, so that
   *     nothing can have been created for it, or only so recently that the token makes a repeated
   *     create call harmless
   * @param untouched whether the resource is fresh and no create call was made
   * @param profile whether the profile has to be read
   * @param tags whether its tags have to be read
   */
  public record Doubts(boolean fresh, boolean untouched, boolean profile, boolean tags) {}

  /**
   * What an adoption depends on.
   *
   * @param permission whether the platform team allows this namespace to adopt profiles
   * @param ownerLives whether the resource that the owner tags name exists, or may exist, in this
   *     cluster with that uid and with a profile in that account
   * @param sourceModels ARNs of the models behind {@code copyFrom}
   */
  public record AdoptionFacts(
      AdoptionPermission permission, boolean ownerLives, Optional<Set<String>> sourceModels) {

    public static final AdoptionFacts UNKNOWN =
        new AdoptionFacts(AdoptionPermission.WITHHELD, false, Optional.empty());
  }

  public PlanInput with(Observation read) {
    return with(read, adoption);
  }

  public PlanInput with(AdoptionFacts read) {
    return with(observation, read);
  }

  private PlanInput with(Observation seen, AdoptionFacts facts) {
    return new PlanInput(
        desired,
        record,
        doubts,
        listed,
        seen,
        nameClaim,
        settled,
        deletionsSettled,
        specChanged,
        hindrance,
        creationRefusal,
        facts);
  }
}
