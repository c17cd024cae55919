package io.bedrockoperator.emulator;

/** One tag of a request; a list of them may still hold a key twice. */
public record Tag(String key, String value) {}
