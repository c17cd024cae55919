/**
 * The process: settings from the environment, wiring, signals. The only place that knows every
 * layer.
 */
@NullMarked
package io.bedrockoperator;

import org.jspecify.annotations.NullMarked;
