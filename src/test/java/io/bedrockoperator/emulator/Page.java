package io.bedrockoperator.emulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of ListInferenceProfiles; no token means that this was the last page. */
public record Page(List<Profile> profiles, @Nullable String nextToken) {}
