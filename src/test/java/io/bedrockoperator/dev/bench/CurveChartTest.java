package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.bench.Curve.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CurveChartTest {

  private static final Curve COLD = new Curve("cold", List.of(2.0, 1.0, 4.0));

  @Test
  void curveCountsWhatHappened() {
    assertThat(COLD.points(400))
        .containsExactly(new Point(0, 0), new Point(1, 1), new Point(2, 2), new Point(4, 3));
    assertThat(Curve.since(Instant.EPOCH, "a", List.of(Instant.ofEpochMilli(1500))).end())
        .isEqualTo(1.5);
  }

  @Test
  void longCurveIsThinnedButKeepsItsEnd() {
    var curve =
        new Curve("long", IntStream.rangeClosed(1, 1001).mapToObj(Double::valueOf).toList());

    assertThat(curve.points(100)).hasSizeBetween(90, 102).endsWith(new Point(1001, 1001));
  }

  @Test
  void linesRunFromTheOriginToTheirLastValue() throws Exception {
    var line = (Element) parsed(chart()).getElementsByTagName("polyline").item(0);

    // The axes end at 4 s and 3 pieces, so the line goes from corner to corner.
    assertThat(line.getAttribute("points")).startsWith("80.0,400.0 ").endsWith(" 710.0,50.0");
  }

  @Test
  void axesHaveNamesAndUnits() throws Exception {
    var texts = parsed(chart()).getElementsByTagName("text");

    assertThat(IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent()))
        .contains(
            "Ready < all",
            "resources & more",
            "seconds after the first request",
            "cold: 3 in 4.0 s",
            "warm: 3 in 2.0 s");
  }

  @Test
  void namesDoNotCoverEachOther() throws Exception {
    var texts = parsed(chart()).getElementsByTagName("text");
    var heights =
        IntStream.range(0, texts.getLength())
            .mapToObj(index -> (Element) texts.item(index))
            .filter(text -> text.getTextContent().contains(" in "))
            .map(text -> Double.parseDouble(text.getAttribute("y")))
            .toList();

    assertThat(heights).containsExactly(54.0, 70.0);
  }

  @Test
  void curveWithoutAnythingIsLeftOut() throws Exception {
    var chart = new CurveChart("", "", List.of(new Curve("none", List.of())));

    assertThat(parsed(chart).getElementsByTagName("polyline").getLength()).isZero();
  }

  private static CurveChart chart() {
    return new CurveChart(
        "Ready < all",
        "resources & more",
        List.of(COLD, new Curve("warm", List.of(1.0, 1.0, 2.0))));
  }

  private static Document parsed(CurveChart chart) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
  }
}
