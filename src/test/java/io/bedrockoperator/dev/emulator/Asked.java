package io.bedrockoperator.dev.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What a call is about, as far as it can be told before the call is judged.
 *
 * @param subject the name to create, the identifier or the resource ARN; the ARNs of GetResources,
 *     separated by commas; empty for a list
 * @param token the client request token of a creation
 */
public record Asked(Operation operation, String region, String subject, @Nullable String token) {}
