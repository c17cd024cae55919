package io.bedrockoperator.account;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountSpec;
import io.bedrockoperator.api.Patterns;
import io.bedrockoperator.profile.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a BedrockAccount. The CRD rejects what is rejected here; this is for accounts that were
 * written while another CRD was in force.
 */
public final class AccountParser {

  private static final Pattern ACCOUNT_ID = Pattern.compile(Patterns.ACCOUNT_ID);
  private static final Pattern ROLE_ARN = Pattern.compile(Patterns.ROLE_ARN);
  private static final Pattern EXTERNAL_ID = Pattern.compile(Patterns.EXTERNAL_ID);

  private AccountParser() {}

  /** Returns the account, understood as a whole or not at all. */
  public static ListedAccount read(BedrockAccount resource) {
    var metadata = resource.getMetadata();
    var spec = resource.getSpec();
    if (spec == null) {
      return new ListedAccount.NotUnderstood(
          metadata.getName(),
          Optional.empty(),
          new NamespaceRule.NotUnderstood(),
          "spec is missing: describe the account in it");
    }
    var problems = new ArrayList<String>();
    spec.unreadable()
        .keySet()
        .forEach(
            field ->
                problems.add(
                    ("spec.%s is not what this version of the operator knows: correct it, or"
                            + " upgrade the operator")
                        .formatted(field)));
    var accountId = accountId(spec, problems);
    var rule =
        isUnreadable(spec, "allowedNamespaces")
            ? new NamespaceRule.NotUnderstood()
            : NamespaceRuleParser.read(spec.allowedNamespaces(), problems);
    var labelTags = labelTags(spec, problems);
    var account =
        new Account(
            metadata.getName(),
            metadata.getUid(),
            Objects.requireNonNullElse(metadata.getGeneration(), 0L),
            accountId.orElse(""),
            roleArn(spec, problems),
            externalId(spec, problems),
            Objects.requireNonNullElse(spec.sessionTags(), Map.of()),
            rule,
            Optional.ofNullable(spec.regions()).map(Set::copyOf),
            Optional.ofNullable(spec.allowedSources()),
            tags(spec, labelTags.keySet(), problems),
            labelTags,
            Set.copyOf(orNone(spec.requiredTagKeys())),
            orNothing(spec.maxProfilesPerNamespace()),
            orNothing(spec.profileQuota()),
            Boolean.TRUE.equals(spec.suspend()),
            resource.hasFinalizer(BedrockAccount.FINALIZER),
            metadata.getDeletionTimestamp() != null);
    return problems.isEmpty()
        ? new ListedAccount.Understood(account)
        : new ListedAccount.NotUnderstood(
            metadata.getName(), accountId, rule, String.join("; ", problems));
  }

  /** The whole spec is unreadable if it is not an object. */
  private static boolean isUnreadable(BedrockAccountSpec spec, String field) {
    return spec.unreadable().containsKey(field) || spec.unreadable().containsKey("spec");
  }

  private static Optional<String> accountId(BedrockAccountSpec spec, Collection<String> problems) {
    var accountId = Optional.ofNullable(spec.accountId()).filter(matching(ACCOUNT_ID));
    if (accountId.isEmpty() && !isUnreadable(spec, "accountId")) {
      problems.add(
          "spec.accountId must be the 12 digits of an AWS account: create the BedrockAccount anew"
              + " with them");
    }
    return accountId;
  }

  private static Optional<String> roleArn(BedrockAccountSpec spec, Collection<String> problems) {
    var roleArn = Optional.ofNullable(spec.roleArn());
    var isOfTheAccount =
        roleArn
            .map(
                arn ->
                    matching(ROLE_ARN).test(arn)
                        && arn.contains(":iam::" + spec.accountId() + ":role/"))
            .orElse(true);
    if (!isOfTheAccount) {
      problems.add(
          "spec.roleArn must be the ARN of a role of the account spec.accountId: correct it");
    }
    return roleArn;
  }

  private static Optional<String> externalId(BedrockAccountSpec spec, Collection<String> problems) {
    var externalId = Optional.ofNullable(spec.externalId());
    if (externalId.filter(id -> !isExternalId(id)).isPresent()) {
      problems.add(
          "spec.externalId must be 2 to 1224 ASCII letters, digits and _ + = , . @ : / -"
              + " characters: correct it, or leave it out");
    }
    return externalId;
  }

  private static boolean isExternalId(String id) {
    return id.length() >= BedrockAccountSpec.SHORTEST_EXTERNAL_ID
        && id.length() <= BedrockAccountSpec.LONGEST_EXTERNAL_ID
        && matching(EXTERNAL_ID).test(id);
  }

  private static Map<String, String> labelTags(
      BedrockAccountSpec spec, Collection<String> problems) {
    var labelTags = new HashMap<String, String>();
    for (var each : orNone(spec.namespaceLabelsAsTags())) {
      add("namespaceLabelsAsTags", each.tag(), each.label(), labelTags, problems);
    }
    return labelTags;
  }

  private static Map<String, String> tags(
      BedrockAccountSpec spec, Set<String> ofLabels, Collection<String> problems) {
    var tags = new HashMap<String, String>();
    for (var tag : orNone(spec.tags())) {
      add("tags", tag.key(), tag.value(), tags, problems);
    }
    var both = new HashSet<>(tags.keySet());
    both.retainAll(ofLabels);
    both.forEach(
        key ->
            problems.add(
                "spec.tags and spec.namespaceLabelsAsTags both set the tag '%s': leave it to one"
                    .formatted(key)));
    return tags;
  }

  private static void add(
      String field,
      @Nullable String key,
      @Nullable String value,
      Map<String, String> tags,
      Collection<String> problems) {
    if (key == null || value == null) {
      problems.add("spec.%s holds an incomplete tag: complete it, or remove it".formatted(field));
    } else if (Owner.isReservedTag(key)) {
      problems.add("spec.%s holds the reserved key '%s': remove it".formatted(field, key));
    } else if (tags.put(key, value) != null) {
      problems.add("spec.%s holds the key '%s' twice: keep one".formatted(field, key));
    }
  }

  private static Predicate<String> matching(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

  private static OptionalInt orNothing(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
