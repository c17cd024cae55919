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
 * A BedrockAccount that was parsed and understood.
 *
 * @param roleArn the role to assume; empty for the operator's own credentials
 * @param regions the Regions where new profiles may be; empty for all that the operator may use
 * @param allowedSources globs for the sources of new profiles; empty for any source
 * @param tags the tags that each profile carries
 * @param labelTags keys of tags, each with the label of the namespace that supplies its value
 * @param requiredTagKeys keys of tags without which no profile is created
 * @param held whether it has the finalizer, so that it stays while a profile lives in it
 * @param terminating whether it is being deleted and waits for the profiles that live in it
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

  /** The limit of {@code RoleSessionName}, which AWS logs with each call (STS AssumeRole). */
  private static final int LONGEST_SESSION_NAME = 64;

  /** The AWS account, and the credentials to use in it. */
  public AwsAccount awsAccount() {
    return new AwsAccount(uid, accountId);
  }

  /** How to get credentials for the account. */
  public AccountAccess access() {
    var session = "bedrock-operator-" + name;
    return new AccountAccess(
        accountId,
        roleArn,
        session.substring(0, Math.min(session.length(), LONGEST_SESSION_NAME)),
        externalId,
        sessionTags);
  }

  /**
   * Returns the account without what does not concern the profiles in it: its generation, and which
   * namespaces it allows.
   */
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

  /** The pin in the status of each resource whose profile is in this account. */
  public Pin pin() {
    return new Pin(accountId, Optional.of(name));
  }
}
