/** A real API server for the tests. */
@NullMarked
package io.bedrockoperator.apiserver;

import org.jspecify.annotations.NullMarked;
