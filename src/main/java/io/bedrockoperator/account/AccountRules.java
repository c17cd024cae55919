package io.bedrockoperator.account;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules of an account for new profiles. They do not apply to existing ones. */
public final class AccountRules {

  private AccountRules() {}

  /**
   * Returns why no such profile may be created in the account; empty if it may.
   *
   * @param sourceId the last segment of {@code copyFrom}, such as {@code us.anthropic.claude…}
   */
  static Optional<String> hindranceToCreate(
      Account account, String region, String sourceId, Set<String> tagKeys) {
    return region(account, region)
        .or(() -> source(account, sourceId))
        .or(() -> tags(account, tagKeys));
  }

  private static Optional<String> tags(Account account, Set<String> keys) {
    var missing = new TreeSet<>(account.requiredTagKeys());
    missing.removeAll(keys);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The BedrockAccount %s allows no new profiles without the tags %s (spec.requiredTagKeys): add them to spec.tags"
                .formatted(account.name(), String.join(", ", missing)));
  }

  private static Optional<String> region(Account account, String region) {
    return account
        .regions()
        .filter(allowed -> !allowed.contains(region))
        .map(
            allowed ->
                ("The BedrockAccount %s allows no new profiles in the Region %s (spec.regions: %s):"
                        + " create a resource for another Region, or have it allowed")
                    .formatted(account.name(), region, String.join(", ", new TreeSet<>(allowed))));
  }

  private static Optional<String> source(Account account, String sourceId) {
    return account
        .allowedSources()
        .filter(globs -> globs.stream().noneMatch(glob -> matches(glob, sourceId)))
        .map(
            globs ->
                ("The BedrockAccount %s allows no new profiles from %s (spec.allowedSources: %s):"
                        + " create a resource with another copyFrom, or have it allowed")
                    .formatted(account.name(), sourceId, String.join(", ", globs)));
  }

  private static boolean matches(String glob, String sourceId) {
    var parts = glob.split("[*]", -1);
    var rest = sourceId;
    if (parts.length == 1) {
      return glob.equals(sourceId);
    }
    if (!rest.startsWith(parts[0])) {
      return false;
    }
    rest = rest.substring(parts[0].length());
    // Matching each part at its first occurrence leaves the most text for the parts after it.
    for (var part = 1; part < parts.length - 1; part++) {
      var at = rest.indexOf(parts[part]);
      if (at < 0) {
        return false;
      }
      rest = rest.substring(at + parts[part].length());
    }
    return rest.endsWith(parts[parts.length - 1]);
  }
}
