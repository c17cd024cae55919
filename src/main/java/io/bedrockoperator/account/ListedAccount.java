package io.bedrockoperator.account;

import java.util.Optional;

/** A BedrockAccount that exists, whether or not it can be used. */
public sealed interface ListedAccount {

  String name();

  /** Which namespaces it allows. */
  NamespaceRule allowedNamespaces();

  /** Whether it is of another AWS account, as far as that is known. */
  boolean isKnownToDifferFrom(String accountId);

  record Understood(Account account) implements ListedAccount {

    @Override
    public String name() {
      return account.name();
    }

    @Override
    public NamespaceRule allowedNamespaces() {
      return account.allowedNamespaces();
    }

    @Override
    public boolean isKnownToDifferFrom(String accountId) {
      return !account.accountId().equals(accountId);
    }
  }

  /**
   * An account that exists and is not understood. No resource falls back to another account because
   * of it, but nothing is done in it.
   *
   * @param accountId empty if the account id is not understood
   * @param problems names each field and says what to do about it
   */
  record NotUnderstood(
      String name, Optional<String> accountId, NamespaceRule allowedNamespaces, String problems)
      implements ListedAccount {

    @Override
    public boolean isKnownToDifferFrom(String other) {
      return accountId.filter(id -> !id.equals(other)).isPresent();
    }
  }
}
