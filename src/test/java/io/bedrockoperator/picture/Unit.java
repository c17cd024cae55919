package io.bedrockoperator.picture;

/**
 * How numbers on an axis are told.
 *
 * @param divisor of the values
 * @param suffix after each number
 */
record Unit(double divisor, String suffix) {

  private static final double KIBI = 1024;

  /** As Grafana tells values of this unit up to the largest. */
  static Unit of(String grafana, double largest) {
    return switch (grafana) {
      case "short" -> new Unit(1, "");
      case "s" -> largest < 1 ? new Unit(1e-3, " ms") : new Unit(1, " s");
      case "bytes" ->
          largest < KIBI * KIBI ? new Unit(KIBI, " KiB") : new Unit(KIBI * KIBI, " MiB");
      case "reqps" -> new Unit(1, " req/s");
      case "ops" -> new Unit(1, " ops/s");
      default -> throw new IllegalArgumentException("nobody draws the unit " + grafana);
    };
  }
}
