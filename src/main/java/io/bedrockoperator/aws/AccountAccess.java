package io.bedrockoperator.aws;

import java.util.Map;
import java.util.Optional;

/**
 * How the operator reaches the profiles of an account.
 *
 * @param accountId the account that the credentials must belong to
 * @param roleArn the role to assume; empty for the operator's own credentials
 * @param session the role session name, by which CloudTrail identifies the calls: 2 to 64
 *     characters
 * @param externalId sent only if present, since AWS accepts no empty one
 */
public record AccountAccess(
    String accountId,
    Optional<String> roleArn,
    String session,
    Optional<String> externalId,
    Map<String, String> sessionTags) {

  public AccountAccess {
    sessionTags = Map.copyOf(sessionTags);
  }
}
