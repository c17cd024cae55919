/**
 * Which revisions of a deployment there are, which there should be, and which one is current. Pure
 * values and functions: knows the types of the resources and nothing that acts on them.
 */
@NullMarked
package io.bedrockoperator.rollout;

import org.jspecify.annotations.NullMarked;
