package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links within the repository lead somewhere. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  static List<Path> pages() throws IOException {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leadSomewhere(Path page) {
    var links =
        LINK.matcher(Page.of(page.toString()).prose())
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.contains("://"));

    assertThat(links).allSatisfy(link -> assertThat(page).satisfies(from -> follow(from, link)));
  }

  private static void follow(Path page, String link) {
    var parts = link.split("#", 2);
    var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    assertThat(target).as(link).exists();
    if (parts.length > 1) {
      assertThat(Page.of(target.toString()).sections().keySet())
          .map(LinksTest::anchor)
          .as(link)
          .contains(parts[1]);
    }
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }
}
