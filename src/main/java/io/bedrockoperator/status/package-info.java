/**
 * The decision table, and what a status says about an outcome. Pure values and functions, which
 * know the types of the resources but no client of Kubernetes or AWS.
 */
@NullMarked
package io.bedrockoperator.status;

import org.jspecify.annotations.NullMarked;
