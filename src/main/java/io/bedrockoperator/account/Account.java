package io.bedrockoperator.account;

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
 * @param terminating it is being deleted, and waits for the profiles that live in it
 */
public record Account(
    String name,
    String uid,
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
    boolean terminating) {

  public Account {
    sessionTags = Map.copyOf(sessionTags);
    regions = regions.map(Set::copyOf);
    allowedSources = allowedSources.map(List::copyOf);
    tags = Map.copyOf(tags);
    labelTags = Map.copyOf(labelTags);
    requiredTagKeys = Set.copyOf(requiredTagKeys);
  }

  /** What the status of a profile in it records. */
  public Pin pin() {
    return new Pin(accountId, Optional.of(name));
  }
}
