/**
 * {@code mvn -Psandbox}: the operator on a machine that has neither a cluster nor an AWS account,
 * at work on the samples.
 */
@NullMarked
package io.bedrockoperator.dev.sandbox;

import org.jspecify.annotations.NullMarked;
