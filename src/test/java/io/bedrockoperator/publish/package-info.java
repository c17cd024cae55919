/** What is published, and what has to be done for it. */
@NullMarked
package io.bedrockoperator.publish;

import org.jspecify.annotations.NullMarked;
