package io.bedrockoperator.emulator;

/** The output of CreateInferenceProfile. */
public record Created(String arn, String status) {}
