/**
 * Which revisions of a deployment exist, which should exist, and which one is current. Pure values
 * and functions, which know the types of the resources and nothing that acts on them.
 */
@NullMarked
package io.bedrockoperator.rollout;

import org.jspecify.annotations.NullMarked;
