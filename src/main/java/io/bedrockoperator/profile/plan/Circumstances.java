package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.AdoptionPermission;
import java.util.Optional;
import java.util.Set;

/**
 * What a decision has to know beside the profile itself.
 *
 * @param nameClaim what came of asking for the name
 * @param settled nobody can have created a profile for the resource that is not visible yet
 * @param specChanged the user asks for something that was not reported on yet
 * @param adoption whether the platform team lets this namespace adopt profiles
 * @param ownerLives whether the resource that the owner tags name exists in this cluster under that
 *     uid, or may; known only where a profile may be adopted from it
 * @param sourceModels ARNs of the models behind {@code copyFrom}; read only where a profile may be
 *     adopted
 */
public record Circumstances(
    NameClaim nameClaim,
    boolean settled,
    boolean specChanged,
    AdoptionPermission adoption,
    boolean ownerLives,
    Optional<Set<String>> sourceModels) {}
