package io.bedrockoperator.account;

import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.Pin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A BedrockAccount that was read and understood.
 *
 * @param roleArn empty for the operator's own credentials
 * @param regions that new profiles may be in; empty for all that the operator may use
 * @param allowedSources globs for what new profiles may be made from; empty for anything
 * @param tags that each profile carries
 * @param labelTags keys of tags, and the label of the namespace that each has its value from
 * @param requiredTagKeys without which no profile is created
 * @param held it has the finalizer, so that it cannot go while a profile lives in it
 * @param terminating it is being deleted, and waits for the profiles that live in it
 */
public record Account(
    String name,
    String uid,
    long generation,
    String accountId,
    Optional<String> roleArn,
    Optional<String> externalId,
    Map<String, String> sessionTags,
    NamespaceRule allowedNamespaces,
    Optional<Set<String>> regions,
    Optional<List<String>> allowedSources,
    Map<String, String> tags,
    Map<String, String> labelTags,
    Set<String> requiredTagKeys,
    OptionalInt maxProfilesPerNamespace,
    OptionalInt profileQuota,
    boolean suspended,
    boolean held,
    boolean terminating) {

  public Account {
    sessionTags = Map.copyOf(sessionTags);
    regions = regions.map(Set::copyOf);
    allowedSources = allowedSources.map(List::copyOf);
    tags = Map.copyOf(tags);
    labelTags = Map.copyOf(labelTags);
    requiredTagKeys = Set.copyOf(requiredTagKeys);
  }

  /** As AWS's log shows it (STS AssumeRole, RoleSessionName). */
  private static final int LONGEST_SESSION_NAME = 64;

  /** Whose credentials are used. */
  public AwsAccount awsAccount() {
    return new AwsAccount(uid, accountId);
  }

  /** How it is reached. */
  public AccountAccess access() {
    var session = "bedrock-operator-" + name;
    return new AccountAccess(
        accountId,
        roleArn,
        session.substring(0, Math.min(session.length(), LONGEST_SESSION_NAME)),
        externalId,
        sessionTags);
  }

  /** What of it concerns a profile that uses it: not whom else it allows. */
  public Account toItsProfiles() {
    return new Account(
        name,
        uid,
        0,
        accountId,
        roleArn,
        externalId,
        sessionTags,
        new NamespaceRule.Nobody(),
        regions,
        allowedSources,
        tags,
        labelTags,
        requiredTagKeys,
        maxProfilesPerNamespace,
        profileQuota,
        suspended,
        held,
        terminating);
  }

  /** What the status of a profile in it records. */
  public Pin pin() {
    return new Pin(accountId, Optional.of(name));
  }
}
