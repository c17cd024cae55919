package io.bedrockoperator.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened when, for the person who reads the story. */
final class Trace {

  private final VirtualTimeline time;
  private final List<Line> lines = new ArrayList<>();

  /** Most runs go well, and then nobody reads them: the text is made when it is asked for. */
  private record Line(long nanos, Supplier<String> text) {
    @Override
    public String toString() {
      return "  %12s %s".formatted(Duration.ofNanos(nanos), text.get());
    }
  }

  Trace(VirtualTimeline time) {
    this.time = time;
  }

  void note(Supplier<String> text) {
    lines.add(new Line(time.nanoTime(), text));
  }

  List<String> lines() {
    return lines.stream().map(Line::toString).toList();
  }
}
