/**
 * The types of the custom resources, and nothing that acts on them. They may depend on the
 * Kubernetes model and Jackson, but not on AWS or the operator framework.
 */
@NullMarked
package io.bedrockoperator.api;

import org.jspecify.annotations.NullMarked;
