package io.bedrockoperator.bench;

import java.util.List;

/**
 * What came of one scenario.
 *
 * @param ready resources that became Ready, over time; none where that is not what it is about
 * @param calls AWS calls, over time
 */
record Result(
    String scenario, String title, List<Figure> figures, List<Curve> ready, List<Curve> calls) {

  Result {
    figures = List.copyOf(figures);
    ready = List.copyOf(ready);
    calls = List.copyOf(calls);
  }

  static Result of(Scenario scenario, List<Figure> figures) {
    return new Result(scenario.word(), scenario.title(), figures, List.of(), List.of());
  }

  Result withoutGoals() {
    return new Result(
        scenario, title, figures.stream().map(Figure::withoutGoal).toList(), ready, calls);
  }
}
