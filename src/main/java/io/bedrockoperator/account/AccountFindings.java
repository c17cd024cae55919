package io.bedrockoperator.account;

import io.bedrockoperator.aws.AccountSessions.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about an account.
 *
 * @param account as its BedrockAccount describes it
 * @param problem why it cannot be reached; empty also while it is suspended
 * @param profiles that live in it, those being deleted too
 * @param listed how many profiles each Region has, whoever made them, as far as they were listed
 */
public record AccountFindings(
    ListedAccount account,
    Optional<Problem> problem,
    List<Resident> profiles,
    Map<String, Integer> listed) {

  /** An InferenceProfile whose profile is, or may be, in the account. */
  public record Resident(String namespace, String name) {}

  public AccountFindings {
    profiles = List.copyOf(profiles);
    listed = Map.copyOf(listed);
  }
}
