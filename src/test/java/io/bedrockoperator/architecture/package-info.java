/** Which package may know which. */
@NullMarked
package io.bedrockoperator.architecture;

import org.jspecify.annotations.NullMarked;
