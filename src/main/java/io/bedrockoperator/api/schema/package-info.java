/**
 * Compares the installed CustomResourceDefinition with what this version expects. Receives the
 * schema, and uses no Kubernetes client.
 */
@NullMarked
package io.bedrockoperator.api.schema;

import org.jspecify.annotations.NullMarked;
