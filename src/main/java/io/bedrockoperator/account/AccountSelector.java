package io.bedrockoperator.account;

import io.bedrockoperator.account.AccountChoice.Chosen;
import io.bedrockoperator.account.AccountChoice.Kind;
import io.bedrockoperator.account.AccountChoice.Own;
import io.bedrockoperator.account.AccountChoice.Refused;
import io.bedrockoperator.account.AccountChoice.Suspended;
import io.bedrockoperator.account.AccountChoice.Unknown;
import io.bedrockoperator.account.NamespaceRule.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Chooses the account of a resource. What is not known yet never counts as absent. */
public final class AccountSelector {

  static final String NOT_LISTED = "The BedrockAccounts were not listed yet";

  private AccountSelector() {}

  /**
   * Returns the account that the profile lives in, if it may exist, and else the account that it
   * should be created in.
   */
  public static AccountChoice choose(Selection of) {
    if (of.finalizer()) {
      return PinnedSelector.choose(of);
    }
    return of.accounts()
        .map(accounts -> unpinned(accounts, of))
        .orElseGet(() -> new Unknown(NOT_LISTED, List.of()));
  }

  private static AccountChoice unpinned(List<ListedAccount> accounts, Selection of) {
    var choice =
        of.accountRef()
            .map(name -> named(name, accounts, of.namespace()))
            .orElseGet(() -> mostSpecific(accounts, of));
    return choice instanceof Chosen(var account) ? onceTagsAreKnown(account, of) : choice;
  }

  /**
   * As long as the labels of the namespace are unknown, existing tags would look like tags to
   * remove.
   */
  static AccountChoice onceTagsAreKnown(Account account, Selection of) {
    var chosen = new Chosen(account);
    return account.labelTags().isEmpty() || of.namespace().labels().isPresent()
        ? chosen
        : new Unknown(labelsOf(of.namespace()), List.of(chosen));
  }

  private static AccountChoice named(
      String name, List<ListedAccount> accounts, TenantNamespace namespace) {
    return find(name, accounts)
        .map(
            account ->
                switch (account.allowedNamespaces().on(namespace)) {
                  case ALLOWED -> use(account);
                  case NOT_ALLOWED ->
                      refused(
                          Kind.ACCOUNT_NOT_ALLOWED,
                          ("The BedrockAccount %s, which spec.accountRef names, does not allow the"
                                  + " namespace %s: name another one, or have its"
                                  + " spec.allowedNamespaces allow it")
                              .formatted(name, namespace.name()));
                  case UNKNOWN ->
                      account.allowedNamespaces() instanceof NamespaceRule.NotUnderstood
                          ? use(account)
                          : new Unknown(labelsOf(namespace), List.of());
                })
        .orElseGet(
            () ->
                refused(
                    Kind.NO_ACCOUNT,
                    ("spec.accountRef names the BedrockAccount %s, which does not exist: correct"
                            + " the name, or have it created")
                        .formatted(name)));
  }

  private static AccountChoice mostSpecific(List<ListedAccount> accounts, Selection of) {
    return byNames(accounts, of.namespace())
        .or(() -> unclear(accounts))
        .or(() -> bySelector(accounts, of.namespace()))
        .or(
            () ->
                theOne(
                    allowing(NamespaceRule.All.class, accounts, of.namespace()),
                    "allow all namespaces",
                    "all",
                    of.namespace()))
        .orElseGet(() -> none(accounts, of));
  }

  private static Optional<AccountChoice> byNames(
      List<ListedAccount> accounts, TenantNamespace namespace) {
    return theOne(
        allowing(NamespaceRule.Names.class, accounts, namespace),
        "name the namespace " + namespace.name(),
        "names",
        namespace);
  }

  /**
   * An account whose rule is not understood may allow the namespace, and more specifically than any
   * account that does not name it.
   */
  private static Optional<AccountChoice> unclear(List<ListedAccount> accounts) {
    return accounts.stream()
        .filter(account -> account.allowedNamespaces() instanceof NamespaceRule.NotUnderstood)
        .findFirst()
        .map(AccountSelector::use);
  }

  private static Optional<AccountChoice> bySelector(
      List<ListedAccount> accounts, TenantNamespace namespace) {
    return accounts.stream().anyMatch(saying(Verdict.UNKNOWN, namespace))
        ? Optional.of(new Unknown(labelsOf(namespace), List.of()))
        : theOne(
            allowing(NamespaceRule.Selector.class, accounts, namespace),
            "select the namespace " + namespace.name(),
            "selector",
            namespace);
  }

  private static AccountChoice none(Collection<ListedAccount> accounts, Selection of) {
    if (!accounts.isEmpty()) {
      return refused(
          Kind.NO_ACCOUNT,
          ("No BedrockAccount allows the namespace %s: have the spec.allowedNamespaces of one allow"
                  + " it")
              .formatted(of.namespace().name()));
    }
    return switch (of.ownAccount()) {
      case WHEN_NO_ACCOUNTS -> new Own();
      case NEVER ->
          refused(
              Kind.NO_ACCOUNT,
              ("There is no BedrockAccount, and BEDROCK_OPERATOR_OWN_ACCOUNT keeps new profiles out"
                      + " of the operator's own account: have one created that allows the"
                      + " namespace %s")
                  .formatted(of.namespace().name()));
    };
  }

  private static List<ListedAccount> allowing(
      Class<? extends NamespaceRule> rule,
      List<ListedAccount> accounts,
      TenantNamespace namespace) {
    return accounts.stream()
        .filter(account -> rule.isInstance(account.allowedNamespaces()))
        .filter(saying(Verdict.ALLOWED, namespace))
        .toList();
  }

  private static Predicate<ListedAccount> saying(Verdict verdict, TenantNamespace namespace) {
    return account -> account.allowedNamespaces().on(namespace) == verdict;
  }

  private static Optional<AccountChoice> theOne(
      List<ListedAccount> allowing, String how, String rule, TenantNamespace namespace) {
    if (allowing.size() < 2) {
      return allowing.stream().findFirst().map(AccountSelector::use);
    }
    return Optional.of(
        refused(
            Kind.AMBIGUOUS_ACCOUNT,
            ("The BedrockAccounts %s all %s (spec.allowedNamespaces.%s): set spec.accountRef to the"
                    + " one to use, or have the others not allow the namespace %s")
                .formatted(
                    allowing.stream()
                        .map(ListedAccount::name)
                        .sorted()
                        .collect(Collectors.joining(", ")),
                    how,
                    rule,
                    namespace.name())));
  }

  /** The choice for a profile that does not exist yet. */
  private static AccountChoice use(ListedAccount listed) {
    return switch (listed) {
      case ListedAccount.NotUnderstood unclear -> unavailable(unclear);
      case ListedAccount.Understood(var account) when account.terminating() ->
          refused(
              Kind.NO_ACCOUNT,
              ("The BedrockAccount %s is being deleted and takes no new profiles: name another"
                      + " one in spec.accountRef, or wait until it is gone")
                  .formatted(account.name()));
      case ListedAccount.Understood(var account) when account.suspended() -> new Suspended(account);
      case ListedAccount.Understood(var account) when !account.held() ->
          new Unknown(
              "The BedrockAccount %s has no finalizer yet".formatted(account.name()), List.of());
      case ListedAccount.Understood(var account) -> new Chosen(account);
    };
  }

  static Refused unavailable(ListedAccount.NotUnderstood account) {
    return refused(
        Kind.ACCOUNT_UNAVAILABLE,
        "The BedrockAccount %s cannot be used: %s".formatted(account.name(), account.problems()));
  }

  static Refused refused(Kind kind, String message) {
    return new Refused(kind, message, List.of());
  }

  static Optional<ListedAccount> find(String name, Collection<ListedAccount> accounts) {
    return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  static String labelsOf(TenantNamespace namespace) {
    return "The labels of the namespace %s are not known yet".formatted(namespace.name());
  }
}
