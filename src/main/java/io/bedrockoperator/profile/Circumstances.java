package io.bedrockoperator.profile;

import java.util.Optional;
import java.util.Set;

/**
 * What a decision has to know beside the profile itself.
 *
 * @param nameClaim what came of asking for the name
 * @param settled nobody can have created a profile for the resource that is not visible yet
 * @param specChanged the user asks for something that was not reported on yet
 * @param adoptionAllowed the platform team lets this namespace take over profiles
 * @param sourceModels ARNs of the models behind {@code copyFrom}; read only where a profile may be
 *     adopted
 */
public record Circumstances(
    NameClaim nameClaim,
    boolean settled,
    boolean specChanged,
    boolean adoptionAllowed,
    Optional<Set<String>> sourceModels) {}
