/** Programs that the build runs. */
@NullMarked
package io.bedrockoperator.dev.crd;

import org.jspecify.annotations.NullMarked;
