/**
 * One pass over one resource: observe, decide, act, report. The only package that imports the Java
 * Operator SDK, apart from the process's wiring.
 */
@NullMarked
package io.bedrockoperator.reconcile;

import org.jspecify.annotations.NullMarked;
