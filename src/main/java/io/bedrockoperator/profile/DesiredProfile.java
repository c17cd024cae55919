package io.bedrockoperator.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The profile that the user asked for.
 *
 * @param region the Region of the profile: that of the source, else the operator's own
 * @param tags the user's tags, without the owner tags
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

  /** Returns the same profile with that source and those tags. */
  public DesiredProfile with(String source, Map<String, String> otherTags) {
    return new DesiredProfile(region, name, description, source, otherTags, owner);
  }

  /** Returns the user's tags and the owner tags, which the profile carries when it is in sync. */
  public Map<String, String> allTags() {
    var all = new HashMap<>(tags);
    all.putAll(owner.tags());
    return Map.copyOf(all);
  }
}
