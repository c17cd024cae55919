package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.status.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleshootingTest {

  private static final Page PAGE = Page.of("docs/troubleshooting.md");

  /** AWS's own message, behind the operation. */
  private static final Pattern AWS = Pattern.compile("(Create|Get|List|Tag|Delete)[A-Za-z]+: …");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern SPLIT_LITERAL =
      Pattern.compile("\"(\\s*\\.formatted\\((?:[^()]|\\([^()]*\\))*\\))?\\s*\\+\\s*\"");
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("Announcement\\s*\\.(?:normal|warning)\\(\\s*\"([A-Za-z]+)\"");

  private static final String SOURCES = sources();

  static List<String> reasons() {
    return Stream.of(Reason.values()).map(Reason::word).toList();
  }

  static List<String> events() {
    return ANNOUNCEMENT.matcher(SOURCES).results().map(event -> event.group(1)).distinct().toList();
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

  /** Who searches for the message that he sees has to find it here. */
  @ParameterizedTest
  @MethodSource("reasons")
  void quotesWhatTheOperatorReallySays(String reason) {
    var shows =
        section(reason)
            .lines()
            .filter(line -> line.startsWith("- **Shows"))
            .findFirst()
            .orElseThrow();

    assertThat(CODE.matcher(shows).results().map(code -> code.group(1)))
        .isNotEmpty()
        .allSatisfy(
            message -> {
              if (!AWS.matcher(message).matches()) {
                assertThat(SOURCES).contains(message);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("events")
  void saysSomethingOfEachEvent(String event) {
    assertThat(section(event)).isNotBlank();
    assertThat(Page.of("README.md").text()).contains("`" + event + "`");
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

  /** With each text in one piece, and an ellipsis for what is put into it. */
  private static String sources() {
    try (var files = Files.walk(Page.root().resolve("src/main/java"))) {
      var all =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(TroubleshootingTest::read)
              .collect(Collectors.joining());
      return SPLIT_LITERAL.matcher(all).replaceAll("").replaceAll("%[sd]", "…");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
