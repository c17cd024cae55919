package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import java.util.Map;

/**
 * What AssumeRole handed out.
 *
 * @param arn of the assumed role, with the session's name
 * @param userId the role's unique id and the session's name
 * @param tags the session's own tags
 */
public record RoleSession(
    String roleArn,
    String account,
    String arn,
    String userId,
    Map<String, String> tags,
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiration) {}
