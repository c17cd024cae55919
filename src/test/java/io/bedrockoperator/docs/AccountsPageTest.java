package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of failures in docs/accounts.md. */
class AccountsPageTest {

  private static final int MESSAGE = 2;

  static List<List<String>> failures() {
    return Page.of("docs/accounts.md").table("condition of the account");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void quotesWhatTheOperatorReallySays(List<String> row) {
    assertThat(Page.code(row.get(MESSAGE)))
        .flatMap(quote -> List.of(quote.split("…")))
        .map(phrase -> phrase.replaceAll("^[\\s'(:;,.]+|[\\s'):;,.]+$", ""))
        .allSatisfy(phrase -> assertThat(Sources.texts()).contains(phrase));
  }
}
