/** What the build itself promises: the packaged process and the format of the sources. */
@NullMarked
package io.bedrockoperator.build;

import org.jspecify.annotations.NullMarked;
