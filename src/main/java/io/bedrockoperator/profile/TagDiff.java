package io.bedrockoperator.profile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fewest tag writes that turn what a profile carries into what it should carry. */
public record TagDiff(Map<String, String> put, Set<String> remove) {

  /**
   * Only keys that were applied from the spec are ever removed: other tools, such as cost
   * programmes, tag profiles too. They are removed whether or not they were read, since a read may
   * be older than they are.
   */
  public static TagDiff between(
      Map<String, String> have, DesiredProfile want, Set<String> appliedTagKeys) {
    var put = new HashMap<>(want.tags());
    put.entrySet().removeIf(tag -> tag.getValue().equals(have.get(tag.getKey())));
    // All of the owner's or none: of two that adopt at a time, none leaves a profile half its own.
    if (!have.entrySet().containsAll(want.owner().tags().entrySet())) {
      put.putAll(want.owner().tags());
    }
    var remove =
        appliedTagKeys.stream()
            .filter(key -> !want.tags().containsKey(key))
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
