package io.bedrockoperator.aws;

import java.util.Map;
import java.util.Optional;

/**
 * How the profiles of an account are reached.
 *
 * @param accountId whose credentials they have to be
 * @param roleArn the role to assume; empty for the operator's own credentials
 * @param session by which AWS's log names the calls: 2 to 64 characters
 * @param externalId sent only where it is present: AWS takes no empty one
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
