/** What the project's pictures are drawn with: axes and pieces of SVG. */
@NullMarked
package io.bedrockoperator.drawing;

import org.jspecify.annotations.NullMarked;
