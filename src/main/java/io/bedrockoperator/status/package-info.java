/**
 * The decision table and what a status says of an outcome. Pure values and functions: knows the
 * resource's own types, never a client of Kubernetes or AWS.
 */
@NullMarked
package io.bedrockoperator.status;

import org.jspecify.annotations.NullMarked;
