package io.bedrockoperator.account;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.aws.AccountSessions;
import io.bedrockoperator.aws.OwnAccount;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.OwnAccountPolicy;
import io.bedrockoperator.profile.Pin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The accounts, and which of them a resource uses. Thread-safe.
 *
 * @param policy when new profiles go to the operator's own account
 */
public record Tenancy(
    AccountDirectory directory,
    AccountSessions sessions,
    OwnAccount ownAccount,
    OwnAccountPolicy policy) {

  /**
   * Returns the account of the resource, as things are now.
   *
   * @param pin the recorded account
   * @param held whether a create call may have been sent, so that the pin holds
   */
  public AccountChoice choose(InferenceProfile resource, Optional<Pin> pin, boolean held) {
    return choose(
        resource, pin, held, directory.accounts(), directory.namespace(namespaceOf(resource)));
  }

  /** Returns the account that the resource would use with these accounts and that namespace. */
  public AccountChoice choose(
      InferenceProfile resource,
      Optional<Pin> pin,
      boolean held,
      Optional<List<ListedAccount>> accounts,
      TenantNamespace namespace) {
    return AccountSelector.choose(
        new Selection(
            accounts,
            namespace,
            Optional.ofNullable(resource.getSpec())
                .map(InferenceProfileSpec::accountRef)
                .map(AccountRef::name),
            pin,
            held,
            ownAccount.id(),
            policy));
  }

  /** Whether a profile of that resource may be in the account, as its BedrockAccount says now. */
  public boolean allows(AccountChoice.Usable usable, InferenceProfile resource) {
    return switch (usable) {
      case AccountChoice.Own() -> true;
      case AccountChoice.Chosen(var account) ->
          account.allowedNamespaces().on(directory.namespace(namespaceOf(resource)))
              == NamespaceRule.Verdict.ALLOWED;
    };
  }

  /** Returns the terms of the account for resources of the namespace. */
  public AccountTerms terms(AccountChoice.Usable usable, String namespace) {
    return switch (usable) {
      case AccountChoice.Own() -> AccountTerms.own(ownAccount.id());
      case AccountChoice.Chosen(var account) ->
          AccountTerms.of(account, directory.namespace(namespace));
    };
  }

  /**
   * Sets how the account is reached from now on, as its BedrockAccount describes it, and returns
   * the account. Makes no call.
   */
  public AwsAccount open(AccountChoice.Usable usable) {
    return switch (usable) {
      case AccountChoice.Own() -> AwsAccount.OWN;
      case AccountChoice.Chosen(var account) -> {
        sessions.open(account.uid(), account.generation(), account.access());
        yield account.awsAccount();
      }
    };
  }

  /** Returns how many profiles the account may have in each Region, as its BedrockAccount says. */
  public OptionalInt quota(AwsAccount account) {
    return directory.accounts().orElse(List.of()).stream()
        .filter(ListedAccount.Understood.class::isInstance)
        .map(listed -> ((ListedAccount.Understood) listed).account())
        .filter(listed -> listed.uid().equals(account.uid()))
        .map(Account::profileQuota)
        .findFirst()
        .orElseGet(OptionalInt::empty);
  }

  private static String namespaceOf(InferenceProfile resource) {
    return resource.getMetadata().getNamespace();
  }
}
