package io.bedrockoperator.dev.emulator;

/** The output of CreateInferenceProfile. */
public record Created(String arn, String status) {}
