/**
 * The reconciliation of one resource: gather, plan, execute, report. Knows ports only: no Java
 * Operator SDK, no client of Kubernetes or AWS.
 */
@NullMarked
package io.bedrockoperator.reconcile;

import org.jspecify.annotations.NullMarked;
