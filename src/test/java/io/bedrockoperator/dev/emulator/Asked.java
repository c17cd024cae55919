package io.bedrockoperator.dev.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What a call is about, as far as it can be told before the call is judged.
 *
 * @param account of the credentials that sign it
 * @param subject the name to create, the identifier or the resource ARN; the ARNs of GetResources,
 *     separated by commas; the ARN of the role to assume; else empty
 * @param token the client request token of a creation
 */
public record Asked(
    Operation operation, String account, String region, String subject, @Nullable String token) {}
