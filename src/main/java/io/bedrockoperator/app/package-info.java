/**
 * The process: settings, wiring, probes, metrics, leader election and shutdown. It may depend on
 * every other package, and no other package may depend on it.
 */
@NullMarked
package io.bedrockoperator.app;

import org.jspecify.annotations.NullMarked;
