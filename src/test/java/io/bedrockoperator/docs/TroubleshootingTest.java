package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.status.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleshootingTest {

  private static final Page PAGE = Page.of("docs/troubleshooting.md");

  private static final String ELLIPSIS = "…";

  static List<String> reasons() {
    return Stream.of(Reason.values()).map(Reason::value).toList();
  }

  static List<String> events() {
    return Sources.events().keySet().stream().toList();
  }

  @Test
  void hasASectionForEachReasonAndEachEventAndNoOther() {
    assertThat(headings())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(reasons().stream(), events().stream()).toList());
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void saysOfEachReasonHowItLooksWhyAndWhatToDo(String reason) {
    assertThat(section(reason).lines().filter(line -> !line.isEmpty()))
        .map(line -> line.substring(0, line.indexOf(' ', 2)))
        .containsExactly("- **Shows:**", "- **Because:**", "- **Check:**", "- **Fix:**");
  }

  /**
   * A user who searches for a message has to find its section: each phrase of a quote, between
   * ellipses, is part of a text of the operator.
   */
  @ParameterizedTest
  @MethodSource("reasons")
  void quotesWhatTheOperatorReallySays(String reason) {
    var shows =
        section(reason)
            .lines()
            .filter(line -> line.startsWith("- **Shows"))
            .findFirst()
            .orElseThrow();

    assertThat(Page.code(shows))
        .isNotEmpty()
        .flatMap(quote -> List.of(quote.split(ELLIPSIS)))
        .map(phrase -> phrase.replaceAll("^[\\s'(:;,.]+|[\\s'):;,.]+$", ""))
        .allSatisfy(phrase -> assertThat(Sources.texts()).contains(phrase));
  }

  @ParameterizedTest
  @MethodSource("events")
  void saysSomethingOfEachEvent(String event) {
    assertThat(section(event)).isNotBlank();
  }

  private static List<String> headings() {
    return PAGE.text()
        .lines()
        .filter(line -> line.startsWith("### "))
        .map(line -> line.substring("### ".length()))
        .toList();
  }

  private static String section(String heading) {
    return PAGE.section(heading).text();
  }
}
