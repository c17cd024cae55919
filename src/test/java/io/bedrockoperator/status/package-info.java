/** The decision table, and what conditions make of it. */
@NullMarked
package io.bedrockoperator.status;

import org.jspecify.annotations.NullMarked;
