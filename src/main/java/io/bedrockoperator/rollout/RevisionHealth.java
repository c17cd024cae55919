package io.bedrockoperator.rollout;

/**
 * What the status of an InferenceProfile says about it.
 *
 * @param ready whether its profile is as the present spec describes it, and was fully read as
 *     ACTIVE
 * @param usable whether the same holds for an earlier spec, at least
 * @param seenActive whether its profile was ACTIVE when it was last read, whatever else is wrong
 * @param wasReady whether it ever had such a profile
 * @param stalled whether somebody has to act
 * @param reason the reason of its Ready condition; empty while it has none
 * @param message the message of its Ready condition
 */
public record RevisionHealth(
    boolean ready,
    boolean usable,
    boolean seenActive,
    boolean wasReady,
    boolean stalled,
    String reason,
    String message) {}
