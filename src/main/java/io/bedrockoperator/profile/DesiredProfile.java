package io.bedrockoperator.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param region where the profile lives: the source's Region, else the operator's own
 * @param tags the user's tags, without the owner's
 */
public record DesiredProfile(
    String region,
    String name,
    Optional<String> description,
    String copyFrom,
    Map<String, String> tags,
    Owner owner) {

  public DesiredProfile {
    tags = Map.copyOf(tags);
  }

  /** The same profile, from that source and with those tags. */
  public DesiredProfile with(String source, Map<String, String> otherTags) {
    return new DesiredProfile(region, name, description, source, otherTags, owner);
  }

  /** The user's tags and the owner's: what the profile carries when all is well. */
  public Map<String, String> allTags() {
    var all = new HashMap<>(tags);
    all.putAll(owner.tags());
    return Map.copyOf(all);
  }
}
