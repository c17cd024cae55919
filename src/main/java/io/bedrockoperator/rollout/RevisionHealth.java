package io.bedrockoperator.rollout;

/**
 * What an InferenceProfile's status says of it.
 *
 * @param ready its profile is as the present spec describes it, and was read whole as ACTIVE
 * @param usable the same of an earlier spec, at least
 * @param wasReady there was such a profile once
 * @param stalled somebody has to act
 * @param reason of its Ready condition; empty before it has one
 * @param message of its Ready condition
 */
public record RevisionHealth(
    boolean ready,
    boolean usable,
    boolean wasReady,
    boolean stalled,
    String reason,
    String message) {}
