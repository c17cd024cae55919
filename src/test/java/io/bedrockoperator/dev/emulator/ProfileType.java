package io.bedrockoperator.dev.emulator;

/** The two kinds of inference profile (botocore service model, InferenceProfileType). */
public enum ProfileType {
  SYSTEM_DEFINED,
  APPLICATION
}
