/**
 * {@code mvn -Pbench}: what the operator costs, measured from outside on the packaged process, a
 * real API server and the emulator over HTTP. It asserts nothing about time: it prints figures.
 */
@NullMarked
package io.bedrockoperator.dev.bench;

import org.jspecify.annotations.NullMarked;
