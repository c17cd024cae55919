package io.bedrockoperator.account;

import io.bedrockoperator.aws.AccountSessions.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator found out about an account.
 *
 * @param account as its BedrockAccount describes it
 * @param problem why the account cannot be reached; empty also while it is suspended
 * @param profiles the resources whose profiles live in it, including those being deleted
 * @param listed how many profiles each Region has, whoever created them, as far as they were listed
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
