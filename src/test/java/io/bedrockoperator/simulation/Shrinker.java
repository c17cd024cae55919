package io.bedrockoperator.simulation;

/** Makes a failing schedule as short as it gets and still fails. */
final class Shrinker {

  private Shrinker() {}

  static Schedule shrink(Schedule failing) {
    var shortest = failing;
    for (var chunk = Math.max(1, shortest.steps().size() / 2); chunk > 0; chunk /= 2) {
      var start = 0;
      while (start + chunk <= shortest.steps().size()) {
        var shorter = shortest.without(start, start + chunk);
        if (Simulation.run(shorter).isPresent()) {
          shortest = shorter;
        } else {
          start += chunk;
        }
      }
    }
    return shortest;
  }
}
