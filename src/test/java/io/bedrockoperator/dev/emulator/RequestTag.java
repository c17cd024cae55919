package io.bedrockoperator.dev.emulator;

/** One tag of a request; a list of them may still hold a key twice. */
public record RequestTag(String key, String value) {}
