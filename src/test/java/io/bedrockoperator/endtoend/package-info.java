/** The packaged process against a real API server and the Bedrock emulator. */
@NullMarked
package io.bedrockoperator.endtoend;

import org.jspecify.annotations.NullMarked;
