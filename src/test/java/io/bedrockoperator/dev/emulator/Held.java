package io.bedrockoperator.dev.emulator;

import java.util.Map;

/** A live profile with all that the account knows of it, as seen through the back door. */
public record Held(Profile profile, String copyFrom, Map<String, String> tags) {}
