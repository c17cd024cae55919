/**
 * The types of the custom resource, and nothing that acts on them. May know the Kubernetes model
 * and Jackson; must not know AWS or the operator framework.
 */
@NullMarked
package io.bedrockoperator.api;

import org.jspecify.annotations.NullMarked;
