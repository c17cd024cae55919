/**
 * The process: settings, wiring, probes, metrics, the lease and its end. Knows everything, is known
 * by nobody.
 */
@NullMarked
package io.bedrockoperator.app;

import org.jspecify.annotations.NullMarked;
