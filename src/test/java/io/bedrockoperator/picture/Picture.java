package io.bedrockoperator.picture;

import static java.util.stream.Collectors.joining;

import io.bedrockoperator.drawing.Svg;
import io.bedrockoperator.drawing.Svg.Pen;
import io.bedrockoperator.drawing.Svg.Point;
import io.bedrockoperator.endtoend.Story.Act;
import java.util.List;
import java.util.stream.IntStream;

/** A dashboard with everything that its panels show, below the story of what they show. */
record Picture(String title, List<Panel> panels, List<Act> story) {

  private static final int COLUMN = 50;
  private static final int COLUMNS = 24;
  private static final int ROW = 36;
  private static final int MARGIN = 5;
  private static final int INDENT = 12;
  private static final int HEAD = 44;
  private static final int LINE = 19;
  private static final int PANEL_TITLE = 28;
  private static final int FONT = 12;
  private static final int TITLE_FONT = 18;
  private static final Pen FRAME = new Pen("#cccccc", 1, "");

  String svg(Prometheus prometheus) {
    var rows = panels.stream().mapToInt(panel -> panel.place().bottom()).max().orElse(0);
    var timeline =
        new Timeline(
            prometheus.recording().length(),
            prometheus.recording().interval(),
            story.stream().map(Act::at).toList());
    return Svg.document(
        COLUMN * COLUMNS,
        top() + rows * ROW,
        FONT,
        head() + panels.stream().map(panel -> svg(panel, prometheus, timeline)).collect(joining()));
  }

  /** Two columns of acts below the title. */
  private int top() {
    return HEAD + Math.ceilDiv(story.size(), 2) * LINE;
  }

  private String head() {
    var half = Math.ceilDiv(story.size(), 2);
    return Svg.title(new Point(INDENT, 26), TITLE_FONT, title)
        + IntStream.range(0, story.size())
            .mapToObj(
                index ->
                    Svg.text(
                        new Point(
                            INDENT + index / half * COLUMN * COLUMNS / 2.0,
                            HEAD + index % half * (double) LINE + 8),
                        "start",
                        Svg.GREY,
                        told(index)))
            .collect(joining());
  }

  private String told(int index) {
    var act = story.get(index);
    return "%d   %s   %s".formatted(index + 1, Timeline.label(act.at()), act.what());
  }

  private String svg(Panel panel, Prometheus prometheus, Timeline timeline) {
    var frame = frame(panel.place());
    var content = frame.inset(INDENT, PANEL_TITLE, INDENT, 4);
    var drawn =
        switch (panel.type()) {
          case TIMESERIES ->
              Graph.of(panel.unit(), prometheus.lines(panel), timeline, content).svg();
          case TABLE -> Rows.of(panel.columns(), prometheus.rows(panel), content).svg();
        };
    return """
    <g>
    <desc>%s</desc>
    %s%s%s</g>
    """
        .formatted(
            Svg.escaped(panel.asked()),
            outline(frame),
            Svg.title(frame.corner().plus(INDENT, 20), 14, panel.title()),
            drawn);
  }

  private Box frame(Panel.Place place) {
    return new Box(
            new Point(place.x() * (double) COLUMN, top() + place.y() * (double) ROW),
            place.w() * (double) COLUMN,
            place.h() * (double) ROW)
        .inset(MARGIN, MARGIN, MARGIN, MARGIN);
  }

  private static String outline(Box box) {
    return Svg.polyline(
        List.of(box.at(0, 0), box.at(0, 1), box.at(1, 1), box.at(1, 0), box.at(0, 0)), FRAME);
  }
}
