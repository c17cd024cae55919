/** What the process is told from outside. */
@NullMarked
package io.bedrockoperator;

import org.jspecify.annotations.NullMarked;
