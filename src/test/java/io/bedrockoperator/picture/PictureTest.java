package io.bedrockoperator.picture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.deploy.Dashboard;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PictureTest {

  private static final int MOST_BYTES = 300_000;

  /** Else it has to be drawn anew: {@code mvn -Pdashboard}. */
  @Test
  void isOfTheDashboardThatIsShipped() throws Exception {
    assertThat(drawn())
        .isEqualTo(
            new TreeMap<>(
                Panel.of(Dashboard.ofTheOperator().json()).stream()
                    .collect(toMap(Panel::title, Panel::asked))));
  }

  @Test
  void isSmallEnoughForARepository() {
    assertThat(DashboardPicture.FILE).isNotEmptyFile();
    assertThat(DashboardPicture.FILE.toFile().length()).isLessThan(MOST_BYTES);
  }

  /** What each panel of the picture asks, by its title. */
  private static Map<String, String> drawn() throws Exception {
    var panels =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(DashboardPicture.FILE.toFile())
            .getElementsByTagName("g");
    return IntStream.range(0, panels.getLength())
        .mapToObj(index -> (Element) panels.item(index))
        .collect(
            toMap(
                panel -> first(panel, "text"),
                panel -> first(panel, "desc"),
                String::concat,
                TreeMap::new));
  }

  private static String first(Element panel, String tag) {
    return panel.getElementsByTagName(tag).item(0).getTextContent();
  }
}
