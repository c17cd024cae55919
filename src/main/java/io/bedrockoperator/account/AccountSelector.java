package io.bedrockoperator.account;

import io.bedrockoperator.account.AccountChoice.Chosen;
import io.bedrockoperator.account.AccountChoice.Kind;
import io.bedrockoperator.account.AccountChoice.Own;
import io.bedrockoperator.account.AccountChoice.Refused;
import io.bedrockoperator.account.AccountChoice.Suspended;
import io.bedrockoperator.account.AccountChoice.Unknown;
import io.bedrockoperator.account.NamespaceRule.Verdict;
import io.bedrockoperator.profile.Pin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Chooses the account of a resource. What is not known is never taken for what is not there. */
public final class AccountSelector {

  private static final String NOT_LISTED = "The BedrockAccounts were not listed yet";

  private AccountSelector() {}

  /** The account that the profile lives in, if it may exist; else the one that it should be in. */
  public static AccountChoice choose(Selection of) {
    if (of.finalizer()) {
      return pinned(of);
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

  /** Without them, tags that are there would be taken for tags that have to go. */
  private static AccountChoice onceTagsAreKnown(Account account, Selection of) {
    var chosen = new Chosen(account);
    return account.labelTags().isEmpty() || of.namespace().labels().isPresent()
        ? chosen
        : new Unknown(labelsOf(of.namespace()), List.of(chosen));
  }

  private static AccountChoice pinned(Selection of) {
    var pin = of.pin().filter(known -> known.accountName().isPresent());
    if (pin.isEmpty()) {
      return unlessPinned(of)
          .or(() -> unlessOwnIsKnown(of))
          .or(() -> otherOwn(of))
          .or(() -> of.accountRef().map(AccountSelector::movedFromOwn))
          .orElseGet(Own::new);
    }
    return of.accounts()
        .map(accounts -> pinnedTo(pin.get(), accounts, of))
        .orElseGet(() -> new Unknown(NOT_LISTED, List.of()));
  }

  /**
   * Without any pin, it is a resource of a time without accounts, or somebody took its status away:
   * where there are accounts, a second profile might be created.
   */
  private static Optional<AccountChoice> unlessPinned(Selection of) {
    if (of.pin().isPresent() || of.accounts().filter(List::isEmpty).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        of.accounts()
            .<AccountChoice>map(
                accounts ->
                    new Refused(
                        Kind.NO_ACCOUNT,
                        "The status does not say any more which account the profile lives in:"
                            + " restore it, or apply the resource anew with deletionPolicy Retain"
                            + " on this one",
                        whereItMayBe(accounts)))
            .orElseGet(() -> new Unknown(NOT_LISTED, List.of())));
  }

  /** In any account; nowhere, as long as one of them cannot be looked at. */
  private static List<AccountChoice.Usable> whereItMayBe(List<ListedAccount> accounts) {
    var places = new ArrayList<AccountChoice.Usable>();
    places.add(new Own());
    for (var listed : accounts) {
      if (!(listed instanceof ListedAccount.Understood(var account)) || account.suspended()) {
        return List.of();
      }
      places.add(new Chosen(account));
    }
    return places;
  }

  /** With others about, a profile of another account must not be taken for one that is gone. */
  private static Optional<AccountChoice> unlessOwnIsKnown(Selection of) {
    return of.ownAccountId().isPresent() || of.accounts().filter(List::isEmpty).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Unknown(
                "AWS has not said yet whose the operator's own credentials are", List.of()));
  }

  private static Optional<AccountChoice> otherOwn(Selection of) {
    return of.ownAccountId()
        .filter(own -> of.pin().filter(pin -> !pin.accountId().equals(own)).isPresent())
        .map(
            own ->
                refused(
                    Kind.ACCOUNT_UNAVAILABLE,
                    ("The profile lives in the AWS account %s, but the operator's own credentials"
                            + " are of %s: give the operator a role of that account back")
                        .formatted(of.pin().orElseThrow().accountId(), own)));
  }

  private static AccountChoice pinnedTo(Pin pin, List<ListedAccount> accounts, Selection of) {
    var name = pin.accountName().orElseThrow();
    var listed = find(name, accounts);
    if (listed.isEmpty() || listed.get().isKnownToDifferFrom(pin.accountId())) {
      return refused(
          Kind.NO_ACCOUNT,
          "The profile lives in the BedrockAccount %s of the AWS account %s, which %s: have it created again"
              .formatted(
                  name,
                  pin.accountId(),
                  listed.isEmpty() ? "does not exist any more" : "is of another AWS account now"));
    }
    return switch (listed.get()) {
      case ListedAccount.NotUnderstood unclear -> unavailable(unclear);
      case ListedAccount.Understood(var account) when account.suspended() -> new Suspended(account);
      case ListedAccount.Understood(var account) ->
          of.accountRef()
              .filter(ref -> !ref.equals(name))
              .<AccountChoice>map(ref -> moved(ref, account))
              .orElseGet(() -> ifStillAllowed(account, of));
    };
  }

  private static Refused movedFromOwn(String ref) {
    return new Refused(
        Kind.IMMUTABLE_FIELD_CHANGED,
        ("spec.accountRef names the BedrockAccount %s, but the profile lives in the operator's own"
                + " account and cannot move: remove the field, or create a new resource")
            .formatted(ref),
        List.of(new Own()));
  }

  private static Refused moved(String ref, Account home) {
    return new Refused(
        Kind.IMMUTABLE_FIELD_CHANGED,
        ("spec.accountRef names the BedrockAccount %s, but the profile lives in %s and cannot move:"
                + " name that one, or create a new resource")
            .formatted(ref, home.name()),
        List.of(new Chosen(home)));
  }

  private static AccountChoice ifStillAllowed(Account account, Selection of) {
    var namespace = of.namespace();
    var chosen = new Chosen(account);
    return switch (account.allowedNamespaces().on(namespace)) {
      case ALLOWED -> onceTagsAreKnown(account, of);
      case NOT_ALLOWED ->
          new Refused(
              Kind.ACCOUNT_NOT_ALLOWED,
              ("The BedrockAccount %s, which the profile lives in, does not allow the namespace %s"
                      + " any more: have its spec.allowedNamespaces allow it, or delete the"
                      + " resource")
                  .formatted(account.name(), namespace.name()),
              List.of(chosen));
      case UNKNOWN -> new Unknown(labelsOf(namespace), List.of(chosen));
    };
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

  /** It may allow the namespace, and more specifically than all but those that name it. */
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

  /** For a profile that does not exist yet. */
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

  private static Refused unavailable(ListedAccount.NotUnderstood account) {
    return refused(
        Kind.ACCOUNT_UNAVAILABLE,
        "The BedrockAccount %s cannot be used: %s".formatted(account.name(), account.problems()));
  }

  private static Refused refused(Kind kind, String message) {
    return new Refused(kind, message, List.of());
  }

  private static Optional<ListedAccount> find(String name, Collection<ListedAccount> accounts) {
    return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  private static String labelsOf(TenantNamespace namespace) {
    return "The labels of the namespace %s are not known yet".formatted(namespace.name());
  }
}
