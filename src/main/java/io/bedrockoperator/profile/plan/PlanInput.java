package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.ProfileRecord;
import java.util.Optional;
import java.util.Set;

/**
 * All that a decision over a resource rests on.
 *
 * @param doubts what has to be known anew
 * @param listed the recorded profile, as the newest listing that was needed showed it
 * @param observation what was read from Bedrock
 * @param nameClaim what came of asking for the name
 * @param settled nobody can have created a profile for the resource that is not visible yet
 * @param specChanged the user asks for something that was not reported on yet
 * @param hindrance why nothing may be begun that a later reconciliation has to know of
 * @param creationRefusal why the account takes no such new profile
 * @param adoption what an adoption depends on; the least is assumed until it was read
 */
public record PlanInput(
    DesiredState desired,
    ProfileRecord record,
    Doubts doubts,
    Optional<ObservedProfile> listed,
    Observation observation,
    NameClaim nameClaim,
    boolean settled,
    boolean specChanged,
    Optional<String> hindrance,
    Optional<Action.Refuse> creationRefusal,
    AdoptionFacts adoption) {

  /**
   * What is not known well enough.
   *
   * @param fresh this process has seen the resource without its finalizer moments ago: nobody can
   *     have created anything for it yet, or so recently that the token makes a repeat harmless
   * @param untouched fresh, and nothing was tried yet
   * @param profile the profile has to be read
   * @param tags its tags have to be read
   */
  public record Doubts(boolean fresh, boolean untouched, boolean profile, boolean tags) {}

  /**
   * What an adoption depends on.
   *
   * @param permission whether the platform team lets this namespace adopt profiles
   * @param ownerLives whether the resource that the owner tags name exists in this cluster under
   *     that uid and with a profile in that account, or may
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
        specChanged,
        hindrance,
        creationRefusal,
        facts);
  }
}
