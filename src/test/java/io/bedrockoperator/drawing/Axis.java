package io.bedrockoperator.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From zero to a round number, with a few ticks at round numbers.
 *
 * @param end at least the largest value
 * @param step between ticks
 */
public record Axis(double end, double step) {

  private static final int TICKS = 7;

  /** Steps are 1, 2 or 5 times a power of ten. */
  public static Axis upTo(double largest) {
    var most = Math.max(largest, 1e-9);
    var power = Math.pow(10, Math.floor(Math.log10(most / TICKS)));
    var step = power;
    for (var factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (step * TICKS >= most) {
        break;
      }
    }
    return new Axis(step * Math.ceil(most / step), step);
  }

  public List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    for (var number = 0; number <= Math.rint(end / step); number++) {
      ticks.add(number * step);
    }
    return ticks;
  }

  public String label(double tick) {
    return step >= 1
        ? String.format(Locale.ROOT, "%,.0f", tick)
        : String.format(Locale.ROOT, "%." + (int) Math.ceil(-Math.log10(step)) + "f", tick);
  }

  /** From 0 at the beginning of the axis to 1 at its end. */
  public double position(double value) {
    return value / end;
  }
}
