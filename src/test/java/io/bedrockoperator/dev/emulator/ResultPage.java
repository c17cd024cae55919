package io.bedrockoperator.dev.emulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of ListInferenceProfiles; no token means that this was the last page. */
public record ResultPage(List<Profile> profiles, @Nullable String nextToken) {}
