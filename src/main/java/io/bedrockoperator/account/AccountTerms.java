package io.bedrockoperator.account;

import io.bedrockoperator.api.Tag;
import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an account demands of the spec of a resource, and adds to it.
 *
 * @param accountId empty while the account of the operator's own credentials is unknown
 * @param account empty for the operator's own account
 * @param tags the tags that the account and the labels of the namespace put on each profile
 */
public record AccountTerms(
    Optional<String> accountId, Optional<Account> account, Map<String, String> tags) {

  public AccountTerms {
    tags = Map.copyOf(tags);
  }

  /** Returns the terms of the operator's own account, which has no rules. */
  public static AccountTerms own(Optional<String> accountId) {
    return new AccountTerms(accountId, Optional.empty(), Map.of());
  }

  /** Returns the terms of the account for that namespace. */
  public static AccountTerms of(Account account, TenantNamespace namespace) {
    var tags = new HashMap<>(account.tags());
    var labels = namespace.labels().orElse(Map.of());
    account
        .labelTags()
        .forEach(
            (tag, label) ->
                Optional.ofNullable(labels.get(label)).ifPresent(value -> tags.put(tag, value)));
    return new AccountTerms(Optional.of(account.accountId()), Optional.of(account), tags);
  }

  /** Returns the desired state that spec and account describe together. */
  public DesiredState bind(DesiredState desired) {
    var profile = desired.profile();
    var all = new HashMap<>(profile.tags());
    all.putAll(tags);
    return desired.with(profile.with(completed(profile.copyFrom()), all));
  }

  /** Adds the account to an ARN without one, so that one manifest works in every account. */
  private String completed(String copyFrom) {
    var source = Arn.parse(copyFrom);
    return isProfileWithoutAccount(copyFrom) && accountId.isPresent()
        ? source
            .map(
                arn ->
                    String.join(
                        ":",
                        "arn",
                        arn.partition(),
                        "bedrock",
                        arn.region(),
                        accountId.get(),
                        arn.resource()))
            .orElse(copyFrom)
        : copyFrom;
  }

  /**
   * Whether the source is an inference profile whose ARN names no account. Such a source is in the
   * account in which the profile is created.
   */
  public static boolean isProfileWithoutAccount(String copyFrom) {
    return Arn.parse(copyFrom)
        .filter(arn -> !arn.isFoundationModel() && arn.account().isEmpty())
        .isPresent();
  }

  /** Returns why this account cannot satisfy the spec at all, if so. */
  public Optional<Action.Refuse> refusal(DesiredState desired) {
    return desired.observesOnly()
        ? adoption(desired)
        : overridden(desired.profile()).or(() -> tooMany(desired)).or(() -> adoption(desired));
  }

  private Optional<Action.Refuse> overridden(DesiredProfile profile) {
    var keys = new TreeSet<String>();
    profile
        .tags()
        .forEach(
            (key, value) -> {
              if (tags.containsKey(key) && !value.equals(tags.get(key))) {
                keys.add(key);
              }
            });
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Action.Refuse(
                Refusal.INVALID_SPEC,
                ("spec.tags sets '%s', which the BedrockAccount %s sets for every profile: remove"
                        + " it from spec.tags")
                    .formatted(String.join("', '", keys), name())));
  }

  private Optional<Action.Refuse> tooMany(DesiredState desired) {
    var count = bind(desired).profile().tags().size();
    return count <= Tag.MOST_TAGS
        ? Optional.empty()
        : Optional.of(
            new Action.Refuse(
                Refusal.TOO_MANY_TAGS,
                ("spec.tags and the tags of the BedrockAccount %s are %d together, of at most %d:"
                        + " remove some")
                    .formatted(name(), count, Tag.MOST_TAGS)));
  }

  private Optional<Action.Refuse> adoption(DesiredState desired) {
    return desired
        .adoption()
        .filter(Adoption.OfArn.class::isInstance)
        .map(adoption -> ((Adoption.OfArn) adoption).arn())
        .filter(this::isOfAnother)
        .map(
            arn ->
                new Action.Refuse(
                    Refusal.ADOPTION_REFUSED,
                    ("spec.adopt names the profile %s, which is not of the AWS account %s that this"
                            + " resource uses: name one of that account")
                        .formatted(arn, accountId.orElseThrow())));
  }

  private boolean isOfAnother(String arn) {
    return Arn.parse(arn)
        .map(Arn::account)
        .filter(of -> !of.isEmpty() && accountId.filter(id -> !id.equals(of)).isPresent())
        .isPresent();
  }

  /**
   * Returns why the account does not allow such a new profile, if so. This does not concern
   * existing profiles.
   *
   * @param bound the result of {@link #bind}
   */
  public Optional<Action.Refuse> creationRefusal(DesiredState bound) {
    var profile = bound.profile();
    return otherSource(profile)
        .or(() -> account.flatMap(rules -> hindrance(rules, profile)))
        .map(message -> new Action.Refuse(Refusal.INVALID_SPEC, message));
  }

  private static Optional<String> hindrance(Account rules, DesiredProfile profile) {
    return AccountRules.hindranceToCreate(
        rules,
        profile.region(),
        Arn.parse(profile.copyFrom()).map(Arn::id).orElse(""),
        profile.tags().keySet());
  }

  private Optional<String> otherSource(DesiredProfile profile) {
    return Optional.of(profile.copyFrom())
        .filter(this::isOfAnother)
        .map(
            copyFrom ->
                ("spec.modelSource.copyFrom names another AWS account than %s, in which the profile"
                        + " would be: create a resource whose copyFrom names no account")
                    .formatted(accountId.orElseThrow()));
  }

  private String name() {
    return account.map(Account::name).orElse("");
  }
}
