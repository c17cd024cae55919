package io.bedrockoperator.dev.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param lowerBound nobody waited for the end: it is more than this
 * @param goal what it should be at most; null where nothing was set
 */
record Figure(String name, double value, String unit, boolean lowerBound, @Nullable Double goal) {

  static Figure of(String name, double value, String unit) {
    return new Figure(name, value, unit, false, null);
  }

  static Figure count(String name, long value, String unit) {
    return of(name, (double) value, unit);
  }

  Figure atMost(double most) {
    return new Figure(name, value, unit, lowerBound, most);
  }

  Figure withoutGoal() {
    return new Figure(name, value, unit, lowerBound, null);
  }

  Figure orMore() {
    return new Figure(name, value, unit, true, goal);
  }

  String measured() {
    return (lowerBound ? "> " : "") + number(value);
  }

  String target() {
    return goal == null ? "" : "≤ " + number(goal);
  }

  String verdict() {
    if (goal == null) {
      return "";
    }
    return !lowerBound && value <= goal ? "met" : "missed";
  }

  /** Three digits that count, no more. */
  private static String number(double value) {
    var format = value == Math.rint(value) || Math.abs(value) >= 100 ? "%,.0f" : decimals(value);
    return String.format(Locale.ROOT, format, value);
  }

  private static String decimals(double value) {
    return Math.abs(value) >= 10 ? "%.1f" : "%.2f";
  }
}
