package io.bedrockoperator.profile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The smallest set of tag changes that gives a profile the tags that it should carry. */
public record TagDiff(Map<String, String> put, Set<String> remove) {

  /**
   * Returns the changes. Only keys that were applied from the spec are removed, because other
   * tools, such as those for cost allocation, tag profiles too. These keys are removed whether or
   * not a read showed them, because the read may be older than the tags.
   */
  public static TagDiff between(
      Map<String, String> current, DesiredProfile desired, Set<String> appliedTagKeys) {
    var put = new HashMap<>(desired.tags());
    put.entrySet().removeIf(tag -> tag.getValue().equals(current.get(tag.getKey())));
    // All owner tags or none, so that two resources that adopt a profile at the same time do not
    // own half of it each.
    if (!current.entrySet().containsAll(desired.owner().tags().entrySet())) {
      put.putAll(desired.owner().tags());
    }
    var remove =
        appliedTagKeys.stream()
            .filter(key -> !desired.tags().containsKey(key))
            .filter(key -> !Owner.isOwnerTag(key) && !isAwsTag(key))
            .collect(Collectors.toUnmodifiableSet());
    return new TagDiff(Map.copyOf(put), remove);
  }

  public boolean isEmpty() {
    return put.isEmpty() && remove.isEmpty();
  }

  private static boolean isAwsTag(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith("aws:");
  }
}
