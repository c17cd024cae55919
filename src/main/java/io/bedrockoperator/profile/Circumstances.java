package io.bedrockoperator.profile;

import java.util.Optional;
import java.util.Set;

/**
 * What a decision has to know beside the profile itself.
 *
 * @param nameTaken Bedrock refused to create the profile because of a conflict
 * @param adoptionAllowed the platform team lets this namespace take over profiles
 * @param sourceModels ARNs of the models behind {@code copyFrom}; read only where a profile may be
 *     adopted
 */
public record Circumstances(
    boolean nameTaken, boolean adoptionAllowed, Optional<Set<String>> sourceModels) {}
