package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages name is there: files, settings, profiles of the build, tests. */
class NamesTest {

  private static final Pattern SETTING = Pattern.compile("BEDROCK_OPERATOR(?:_[A-Z]+)+");
  private static final Pattern PROFILE = Pattern.compile("mvn [^`\\n]*?-P([a-z0-9]+)");
  private static final Pattern TEST = Pattern.compile("[A-Z][A-Za-z]+(?:Test|IT)");
  private static final Pattern FILE =
      Pattern.compile("(?:crds|deploy|docs|helm|src)/[A-Za-z0-9_./-]*");

  private static final Pattern VALUE = Pattern.compile("--set '?([A-Za-z.]+)=");

  private static final List<String> SETTINGS =
      Page.of("docs/settings.md").table("variable").stream().map(List::getFirst).toList();

  static List<Path> pages() throws IOException {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void areThere(Path file) {
    var text = Page.of(file.toString()).text();

    assertThat(found(SETTING, text))
        .allSatisfy(name -> assertThat(SETTINGS).contains("`" + name + "`"));
    assertThat(found(PROFILE, text)).allSatisfy(NamesTest::assertIsAProfile);
    assertThat(Page.code(text))
        .filteredOn(code -> TEST.matcher(code).matches())
        .allSatisfy(name -> assertThat(Sources.hasClass(name)).as(name).isTrue());
    assertThat(Page.code(text))
        .filteredOn(code -> FILE.matcher(code).matches())
        .allMatch(path -> Files.exists(Page.root().resolve(path)), "is in the repository");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void areValuesOfTheChart(Path file) throws IOException {
    var values = new YAMLMapper().readTree(Page.of("helm/values.yaml").text());

    assertThat(VALUE.matcher(Page.of(file.toString()).text()).results())
        .map(match -> match.group(1))
        .allMatch(value -> values.at(pointer(value)).isValueNode() || values.has(value));
  }

  @Test
  void areTheValuesAndDefaultsOfTheReadme() throws IOException {
    var values = new YAMLMapper().readTree(Page.of("helm/values.yaml").text());
    var rows =
        Page.of("README.md").table("Helm value").stream()
            .collect(Collectors.toMap(row -> row.getFirst().replace("`", ""), row -> row.get(1)));
    var settings =
        Page.of("docs/settings.md").table("variable").stream()
            .collect(Collectors.toMap(row -> row.get(3).replace("`", ""), row -> row.get(1)));

    assertThat(rows.keySet()).allMatch(values::has);
    assertThat(rows)
        .containsEntry("adoption", settings.get("adoption"))
        .containsEntry("resync", settings.get("resync"));
    assertThat(rows.get("resources"))
        .contains(
            values.at("/resources/requests/memory").asText(),
            values.at("/resources/limits/memory").asText());
  }

  private static String pointer(String value) {
    return "/" + value.replace('.', '/');
  }

  private static void assertIsAProfile(String command) {
    var id = command.substring(command.indexOf("-P") + 2);
    assertThat(Page.of("pom.xml").text()).contains("<id>%s</id>".formatted(id));
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group());
  }
}
