/** Programs that the build runs. */
@NullMarked
package io.bedrockoperator.dev.build;

import org.jspecify.annotations.NullMarked;
