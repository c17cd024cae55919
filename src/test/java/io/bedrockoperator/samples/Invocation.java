package io.bedrockoperator.samples;

/**
 * What an application does with what it was told.
 *
 * @param modelId what it invokes
 * @param region where
 * @param model what it takes that for, or empty where it does not care
 */
public record Invocation(String modelId, String region, String model) {}
