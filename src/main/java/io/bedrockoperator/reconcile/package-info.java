/**
 * The reconciliation of one resource: gather, plan, execute, report. This package knows ports only:
 * it uses neither the Java Operator SDK nor a client of Kubernetes or AWS.
 */
@NullMarked
package io.bedrockoperator.reconcile;

import org.jspecify.annotations.NullMarked;
