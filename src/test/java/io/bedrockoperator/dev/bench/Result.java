package io.bedrockoperator.dev.bench;

import java.util.List;

/**
 * What came of one scenario.
 *
 * @param curves what happened over time; none where that is not what it is about
 */
record Result(String scenario, String title, List<Figure> figures, List<Curve> curves) {

  Result {
    figures = List.copyOf(figures);
    curves = List.copyOf(curves);
  }

  static Result of(Scenario scenario, List<Figure> figures) {
    return of(scenario, figures, List.of());
  }

  static Result of(Scenario scenario, List<Figure> figures, List<Curve> curves) {
    return new Result(scenario.word(), scenario.title(), figures, curves);
  }

  Result withoutGoals() {
    return new Result(scenario, title, figures.stream().map(Figure::withoutGoal).toList(), curves);
  }
}
