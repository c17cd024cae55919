package io.bedrockoperator.profile;

import java.util.Optional;

/**
 * The account that a profile lives in, as the status records it. It no longer changes once a create
 * call may have been sent.
 *
 * @param accountName the name of its BedrockAccount; empty for the operator's own account
 */
public record Pin(String accountId, Optional<String> accountName) {}
