package io.bedrockoperator.picture;

import io.bedrockoperator.drawing.Svg.Point;

/** A part of the picture, in pixels. */
record Box(Point corner, double width, double height) {

  /** Counted in parts of its width and height, from the lower left corner. */
  Point at(double right, double up) {
    return corner.plus(right * width, (1 - up) * height);
  }

  Box inset(double left, double top, double right, double bottom) {
    return new Box(corner.plus(left, top), width - left - right, height - top - bottom);
  }
}
