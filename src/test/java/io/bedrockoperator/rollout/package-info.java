/** The steps of a rollout: tables, and worlds at random. */
@NullMarked
package io.bedrockoperator.rollout;

import org.jspecify.annotations.NullMarked;
