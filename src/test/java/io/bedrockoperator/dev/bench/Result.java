package io.bedrockoperator.dev.bench;

import java.util.List;

/** What came of one scenario. */
record Result(String scenario, String title, List<Figure> figures) {

  Result {
    figures = List.copyOf(figures);
  }

  static Result of(Scenario scenario, List<Figure> figures) {
    return new Result(scenario.word(), scenario.title(), figures);
  }

  Result withoutGoals() {
    return new Result(scenario, title, figures.stream().map(Figure::withoutGoal).toList());
  }
}
