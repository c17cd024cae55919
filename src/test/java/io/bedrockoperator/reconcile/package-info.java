/** The small parts that a pass is made of, each by itself. */
@NullMarked
package io.bedrockoperator.reconcile;

import org.jspecify.annotations.NullMarked;
