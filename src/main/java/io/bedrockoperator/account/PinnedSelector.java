package io.bedrockoperator.account;

import static io.bedrockoperator.account.AccountSelector.NOT_LISTED;
import static io.bedrockoperator.account.AccountSelector.find;
import static io.bedrockoperator.account.AccountSelector.labelsOf;
import static io.bedrockoperator.account.AccountSelector.onceTagsAreKnown;
import static io.bedrockoperator.account.AccountSelector.refused;
import static io.bedrockoperator.account.AccountSelector.unavailable;

import io.bedrockoperator.account.AccountChoice.Chosen;
import io.bedrockoperator.account.AccountChoice.Kind;
import io.bedrockoperator.account.AccountChoice.Own;
import io.bedrockoperator.account.AccountChoice.Refused;
import io.bedrockoperator.account.AccountChoice.Suspended;
import io.bedrockoperator.account.AccountChoice.Unknown;
import io.bedrockoperator.profile.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the account of a resource for which a profile may have been created. Such a resource never
 * moves to another account.
 */
final class PinnedSelector {

  private PinnedSelector() {}

  /** Returns the account in the status, or why it cannot be used. */
  static AccountChoice choose(Selection of) {
    var pin = of.pin().filter(known -> known.accountName().isPresent());
    if (pin.isEmpty()) {
      return unlessPinned(of)
          .or(() -> unlessOwnIsKnown(of))
          .or(() -> otherOwn(of))
          .or(() -> of.accountRef().map(PinnedSelector::movedFromOwn))
          .orElseGet(Own::new);
    }
    return of.accounts()
        .map(accounts -> pinnedTo(pin.get(), accounts, of))
        .orElseGet(() -> new Unknown(NOT_LISTED, List.of()));
  }

  /**
   * A resource without a pin is from a time without accounts, or somebody removed its status. If
   * there are accounts, it is refused, because a second profile might be created.
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
                        "The status no longer says which account has the profile, and it is in none"
                            + " that may be looked at: restore the status, or delete this resource"
                            + " with deletionPolicy Retain and apply it again",
                        whereItMayBe(accounts)))
            .orElseGet(() -> new Unknown(NOT_LISTED, List.of())));
  }

  /**
   * The profile may be in any account. The list is empty as long as one of them cannot be searched.
   */
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

  /**
   * If there are other accounts, the operator's own one has to be known, so that a profile in
   * another account does not count as gone.
   */
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
}
