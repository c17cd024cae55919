package io.bedrockoperator.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.account.NamespaceRule.Requirement;
import io.bedrockoperator.profile.OwnAccountPolicy;
import io.bedrockoperator.profile.Pin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which account a resource in the namespace "team" uses.
 *
 * <ul>
 *   <li>accounts: each with what it allows, and then in which state it is; {@code ?} if they were
 *       not listed yet
 *   <li>ref: what {@code spec.accountRef} names
 *   <li>pin: what the status records, {@code own} for the operator's own account; without finalizer
 *       in brackets; {@code none} for a finalizer without pin
 *   <li>labels: {@code ?} if those of the namespace are not known
 *   <li>choice: a word, the account, and in brackets where the profile may still be deleted
 * </ul>
 */
class AccountSelectorTest {

  private static final String ACCOUNT_ID = "111122223333";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          accounts                    | ref | pin   | labels | own   | choice                        | words
          -                           | -   | -     | a      | -     | own                           | -
          -                           | -   | -     | a      | never | NO_ACCOUNT                    | BEDROCK_OPERATOR_OWN_ACCOUNT
          -                           | -   | (own) | a      | never | NO_ACCOUNT                    | -
          -                           | x   | -     | a      | -     | NO_ACCOUNT                    | spec.accountRef; x
          ?                           | -   | -     | a      | -     | unknown                       | listed
          ?                           | x   | -     | a      | -     | unknown                       | listed
          ?                           | -   | -     | a      | never | unknown                       | -
          x=names                     | -   | -     | a      | -     | x                             | -
          x=selector                  | -   | -     | a      | -     | x                             | -
          x=all                       | -   | -     | a      | -     | x                             | -
          x=nobody                    | -   | -     | a      | -     | NO_ACCOUNT                    | namespace team
          x=others                    | -   | -     | a      | -     | NO_ACCOUNT                    | namespace team
          x=selector                  | -   | -     | b      | -     | NO_ACCOUNT                    | -
          x=all y=selector z=names    | -   | -     | a      | -     | z                             | -
          x=all y=selector z=others   | -   | -     | a      | -     | y                             | -
          x=all y=selector z=others   | -   | -     | b      | -     | x                             | -
          x=all y=selector z=names    | x   | -     | a      | -     | x                             | -
          y=names x=names z=all       | -   | -     | a      | -     | AMBIGUOUS_ACCOUNT             | x, y; spec.allowedNamespaces.names
          y=selector x=selector z=all | -   | -     | a      | -     | AMBIGUOUS_ACCOUNT             | x, y; spec.allowedNamespaces.selector
          y=all x=all                 | -   | -     | a      | -     | AMBIGUOUS_ACCOUNT             | x, y; spec.allowedNamespaces.all
          y=all x=all z=names         | -   | -     | a      | -     | z                             | -
          y=names x=names             | x   | -     | a      | -     | x                             | -
          x=names,suspended y=names   | -   | -     | a      | -     | AMBIGUOUS_ACCOUNT             | -
          x=all                       | y   | -     | a      | -     | NO_ACCOUNT                    | spec.accountRef; y
          x=all y=others              | y   | -     | a      | -     | ACCOUNT_NOT_ALLOWED           | y; team
          x=all y=nobody              | y   | -     | a      | -     | ACCOUNT_NOT_ALLOWED           | y; team
          x=all y=selector            | y   | -     | b      | -     | ACCOUNT_NOT_ALLOWED           | y; team
          x=all y=selector            | -   | -     | ?      | -     | unknown                       | labels; team
          x=all y=selector            | y   | -     | ?      | -     | unknown                       | labels; team
          x=all y=selector            | x   | -     | ?      | -     | x                             | -
          x=names y=selector          | -   | -     | ?      | -     | x                             | -
          x=all                       | -   | -     | ?      | -     | x                             | -
          x=others,terminating        | -   | -     | a      | -     | NO_ACCOUNT                    | namespace team
          x=names,terminating y=all   | -   | -     | a      | -     | NO_ACCOUNT                    | x; deleted
          x=names,terminating         | -   | x     | a      | -     | x                             | -
          x=names,suspended y=all     | -   | -     | a      | -     | suspended x                   | -
          x=names,suspended           | -   | x     | a      | -     | suspended x                   | -
          x=others,suspended          | -   | x     | a      | -     | suspended x                   | -
          x=names,suspended y=all     | y   | x     | a      | -     | suspended x                   | -
          x=names,unclear y=all       | -   | -     | a      | -     | ACCOUNT_UNAVAILABLE           | x; field
          x=others,unclear y=all      | -   | -     | a      | -     | y                             | -
          x=unclear,unclear y=all     | -   | -     | a      | -     | ACCOUNT_UNAVAILABLE           | x; field
          x=unclear,unclear y=all     | x   | -     | a      | -     | ACCOUNT_UNAVAILABLE           | x; field
          x=unclear,unclear y=all     | y   | -     | a      | -     | y                             | -
          x=unclear,unclear y=names   | -   | -     | a      | -     | y                             | -
          x=names,unclear             | -   | x     | a      | -     | ACCOUNT_UNAVAILABLE           | x; field
          x=all y=names               | -   | x     | a      | -     | x                             | -
          x=all y=names               | x   | x     | a      | -     | x                             | -
          x=all y=names               | -   | (x)   | a      | -     | y                             | -
          x=all y=names               | y   | x     | a      | -     | IMMUTABLE_FIELD_CHANGED (x)   | y; lives; x
          x=all                       | y   | x     | a      | -     | IMMUTABLE_FIELD_CHANGED (x)   | -
          x=others y=all              | y   | x     | a      | -     | IMMUTABLE_FIELD_CHANGED (x)   | -
          x=others y=names            | -   | x     | a      | -     | ACCOUNT_NOT_ALLOWED (x)       | x; team
          x=selector                  | -   | x     | b      | -     | ACCOUNT_NOT_ALLOWED (x)       | -
          x=selector                  | -   | x     | ?      | -     | unknown (x)                   | labels
          x=names                     | -   | x     | ?      | -     | x                             | -
          y=names                     | -   | x     | a      | -     | NO_ACCOUNT                    | x; 111122223333; exist
          -                           | -   | x     | a      | -     | NO_ACCOUNT                    | x; exist
          x=names,elsewhere           | -   | x     | a      | -     | NO_ACCOUNT                    | x; another
          x=unclear,unclear,elsewhere | -   | x     | a      | -     | NO_ACCOUNT                    | x; another
          y=names                     | y   | x     | a      | -     | NO_ACCOUNT                    | -
          ?                           | -   | x     | a      | -     | unknown                       | listed
          ?                           | y   | x     | a      | -     | unknown                       | listed
          x=names                     | -   | own   | a      | -     | own                           | -
          x=names                     | -   | own   | a      | never | own                           | -
          ?                           | -   | own   | ?      | never | own                           | -
          x=names                     | x   | own   | a      | -     | IMMUTABLE_FIELD_CHANGED (own) | x; lives; own
          x=names                     | -   | none  | a      | never | NO_ACCOUNT (own x)            | restore the status
          x=others y=all              | -   | none  | a      | -     | NO_ACCOUNT (own x y)          | restore the status
          x=names y=all,suspended     | -   | none  | a      | -     | NO_ACCOUNT                    | restore the status
          x=names y=all,unclear       | -   | none  | a      | -     | NO_ACCOUNT                    | restore the status
          x=names                     | -   | own   | a      | unknown | unknown                     | own credentials
          -                           | -   | own   | a      | unknown | own                         | -
          x=names,labels              | -   | -     | ?      | -     | unknown (x)                   | labels
          x=names,labels              | -   | x     | ?      | -     | unknown (x)                   | labels
          x=names,labels              | -   | x     | a      | -     | x                             | -
          ?                           | -   | none  | ?      | -     | unknown                       | listed
          ?                           | -   | own   | ?      | -     | own                           | -
          -                           | x   | none  | a      | -     | IMMUTABLE_FIELD_CHANGED (own) | -
          x=names                     | -   | (own) | a      | -     | x                             | -
          -                           | -   | own   | a      | otherwise | ACCOUNT_UNAVAILABLE       | 111122223333; 999900001111
          -                           | -   | (own) | a      | otherwise | own                       | -
          -                           | -   | none  | a      | otherwise | own                       | -
          -                           | -   | none  | a      | -     | own                           | -
          x=names,unheld              | -   | -     | a      | -     | unknown                       | finalizer
          x=names,unheld              | -   | x     | a      | -     | x                             | -
          """)
  void chooses(
      @Nullable String accounts,
      @Nullable String ref,
      @Nullable String pin,
      String labels,
      @Nullable String own,
      String expected,
      @Nullable String words) {
    var choice =
        AccountSelector.choose(
            new Selection(
                accounts(accounts),
                new TenantNamespace(
                    "team",
                    labels.equals("?") ? Optional.empty() : Optional.of(Map.of("l", labels))),
                Optional.ofNullable(ref),
                pin(pin),
                pin != null && !pin.startsWith("("),
                "unknown".equals(own)
                    ? Optional.empty()
                    : Optional.of("otherwise".equals(own) ? "999900001111" : ACCOUNT_ID),
                "never".equals(own) ? OwnAccountPolicy.NEVER : OwnAccountPolicy.WHEN_NO_ACCOUNTS));

    assertThat(inShort(choice)).isEqualTo(expected);
    if (words != null) {
      assertThat(message(choice)).contains(words.split("; "));
    }
  }

  private static Optional<List<ListedAccount>> accounts(@Nullable String accounts) {
    if (accounts == null) {
      return Optional.of(List.of());
    }
    return accounts.equals("?")
        ? Optional.empty()
        : Optional.of(Stream.of(accounts.split(" ")).map(AccountSelectorTest::account).toList());
  }

  private static ListedAccount account(String text) {
    var name = text.substring(0, text.indexOf('='));
    var states = List.of(text.substring(text.indexOf('=') + 1).split(","));
    var rule = rule(states.getFirst());
    var accountId = states.contains("elsewhere") ? "444455556666" : ACCOUNT_ID;
    return states.subList(1, states.size()).contains("unclear")
        ? new ListedAccount.NotUnderstood(
            name, Optional.of(accountId), rule, "spec.field is not known")
        : new ListedAccount.Understood(
            new Account(
                name,
                "uid-of-" + name,
                1,
                accountId,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                rule,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                states.contains("labels") ? Map.of("team", "l") : Map.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                states.contains("suspended"),
                !states.contains("unheld"),
                states.contains("terminating")));
  }

  private static NamespaceRule rule(String text) {
    return switch (text) {
      case "nobody" -> new NamespaceRule.Nobody();
      case "names" -> new NamespaceRule.Names(Set.of("another", "team"));
      case "others" -> new NamespaceRule.Names(Set.of("another"));
      case "selector" ->
          new NamespaceRule.Selector(List.of(new Requirement.In("l", Set.of("a", "c"))));
      case "all" -> new NamespaceRule.All();
      case "unclear" -> new NamespaceRule.NotUnderstood();
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Optional<Pin> pin(@Nullable String pin) {
    if (pin == null || pin.equals("none")) {
      return Optional.empty();
    }
    var name = pin.replaceAll("[()]", "");
    return Optional.of(
        new Pin(ACCOUNT_ID, Optional.of(name).filter(account -> !account.equals("own"))));
  }

  private static String inShort(AccountChoice choice) {
    return switch (choice) {
      case AccountChoice.Own() -> "own";
      case AccountChoice.Chosen(var account) -> account.name();
      case AccountChoice.Suspended(var account) -> "suspended " + account.name();
      case AccountChoice.Refused(var kind, var message, var forDeletion) ->
          kind + inBrackets(forDeletion);
      case AccountChoice.Unknown(var message, var forDeletion) ->
          "unknown" + inBrackets(forDeletion);
    };
  }

  private static String inBrackets(List<AccountChoice.Usable> forDeletion) {
    return forDeletion.isEmpty()
        ? ""
        : forDeletion.stream()
            .map(AccountSelectorTest::inShort)
            .collect(Collectors.joining(" ", " (", ")"));
  }

  private static String message(AccountChoice choice) {
    return switch (choice) {
      case AccountChoice.Refused(var kind, var message, var forDeletion) -> message;
      case AccountChoice.Unknown(var message, var forDeletion) -> message;
      case AccountChoice.Usable usable -> "";
      case AccountChoice.Suspended(var account) -> "";
    };
  }
}
