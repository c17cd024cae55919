package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.docs.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/settings.md, held against what the process reads. */
class SettingsReferenceTest {

  /** What no setting may be. */
  private static final String NONSENSE = "%";

  private static final Pattern VALUE =
      Pattern.compile("\\b[0-9]+[smh]?\\b|(?<=one of )[a-zA-Z, ]+|true|false");

  static List<List<String>> rows() {
    return Page.of("docs/settings.md").table("variable");
  }

  @Test
  void hasEachSetting() {
    assertThat(rows().stream().map(SettingsReferenceTest::variable))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Settings.class.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !name.equals("unknown"))
                .map(SettingsReferenceTest::variableOf)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasTheDefaultOfEachSetting(List<String> row) {
    var set = row.get(1).replace("`", "");

    assertThat(Settings.from(Map.of(variable(row), set))).isEqualTo(Settings.from(Map.of()));
  }

  /** Of a selector, the API server knows what is allowed. */
  static List<List<String>> checked() {
    return rows().stream().filter(row -> !variable(row).equals(Settings.LABEL_SELECTOR)).toList();
  }

  @ParameterizedTest
  @MethodSource("checked")
  void hasWhatIsAllowed(List<String> row) {
    var refused =
        catchThrowableOfType(
            BadSettingException.class, () -> Settings.from(Map.of(variable(row), NONSENSE)));

    assertThat(Page.code(row.get(2)).stream().filter(value -> !value.contains(" ")))
        .containsExactlyInAnyOrderElementsOf(allowedBy(String.valueOf(refused.getMessage())));
  }

  private static List<String> allowedBy(String message) {
    var allowed = message.substring(message.indexOf("allowed is ")).replaceAll(", such as .*", "");
    return VALUE
        .matcher(allowed)
        .results()
        .flatMap(value -> Stream.of(value.group().split(", ", -1)))
        .distinct()
        .toList();
  }

  private static String variable(List<String> row) {
    return row.getFirst().replace("`", "");
  }

  private static String variableOf(String component) {
    return "BEDROCK_OPERATOR_" + component.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }
}
