/** Reconciliations of deployments against a cluster in memory, where anything may fail. */
@NullMarked
package io.bedrockoperator.deployment;

import org.jspecify.annotations.NullMarked;
